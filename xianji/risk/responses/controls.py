"""What the regulation asks of responses: that nobody accepts what threatens the company."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import NOT_APPLICABLE, Step, control
from xianji.risk.responses.actions import submit
from xianji.risk.responses.due import said_of
from xianji.risk.responses.models import RiskResponse


@control(
    "7.3", RiskResponse, blocks=submit, granted_by="EXE", responsible="SD", evidence=("approve", "verify"),
    title=gettext_lazy("The gravest risks are not accepted"),
    says=gettext_lazy("A risk of the highest level is avoided, reduced or transferred, never accepted."),
    steps=(
        Step(
            gettext_lazy("When a response is submitted"),
            gettext_lazy("the table of levels says who may accept a risk, if anybody"),
            ("管理层批准", "管理階層核准", "management approval", "最高等级", "最高等級", "the highest level"),
        ),
    ),
)  # fmt: skip
def gravest_are_not_accepted(response: Any, values: dict[str, Any], on: date) -> Any:
    """By the level that it has today."""
    if response.strategy != RiskResponse.Strategy.ACCEPT:
        return NOT_APPLICABLE
    if said_of(response.risk)["accepted"]:
        return None
    told = {"level": response.risk.get_level_display(), "score": response.risk.score}
    return _("A risk of level %(level)s (%(score)s) cannot be accepted.") % told
