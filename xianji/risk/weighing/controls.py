"""What the regulation asks of an assessment: that it is made by steps and in money."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import Step, control
from xianji.risk.weighing.judging import AMOUNTS, POINTS
from xianji.risk.weighing.models import RiskAssessment


@control(
    "7.2a", RiskAssessment, blocks="create", granted_by="SD", evidence=("create",),
    title=gettext_lazy("Risks are assessed in money as well"),
    says=gettext_lazy("An assessment gives likelihood and impact, and an estimate in money or the reason why there is none."),
    steps=(
        Step(
            gettext_lazy("When it is entered"), gettext_lazy("what is at stake and how probable it is, three losses, or why not"),
            ("金额估计", "估計金額", "an estimate in money"),
        ),
    ),
)  # fmt: skip
def assessments_have_figures(one: Any, values: dict[str, Any], on: date) -> Any:
    """One of the two ways whole, or a reason."""
    is_whole = any(all(getattr(one, name) is not None for name in names) for names in (AMOUNTS, POINTS))
    if is_whole or one.unquantified.strip():
        return None
    return _("The assessment has no estimate in money, and no reason why there is none.")
