"""What the regulation asks of rounds: that every class is gone through in its quarter."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import Step, control
from xianji.risk.rounds.models import RiskRound


@control(
    "7.1", RiskRound, every="day", evidence=("name_risks", "sign_off"), title=_("Every class of risk is gone through"),
    duty=_("Go through the risks of the class: name them, or sign that there is none"),
    says=_("Each quarter the risks of every class are named, or whoever answers for the class signs that there are none."),
    steps=(
        Step(
            _("Gone through"), _("market, credit, legal and competition risks, each by the function that answers for it"),
            ("按期清查", "定期盤點", "collected regularly"),
        ),
        Step(
            _("Named or signed"), _("open risks stand in the register, or a signature says that there are none"),
            ("签字确认", "簽署確認", "signs for that"), judged="verdict",
        ),
    ),
)  # fmt: skip
def classes_are_gone_through(rounds: Any, on: date) -> Any:
    """Open until the last day of its quarter; what is signed later was late, and is well from then on."""
    open_then = Q(signed_on__isnull=True) | Q(signed_on__gt=on)
    late = When(open_then & Q(due_on__lt=on), then=Value("fail"))
    return rounds.annotate(
        due=Case(When(open_then, then=F("due_on")), default=None, output_field=DateField()),
        verdict=Case(late, default=Value("pass"), output_field=CharField()), given=F("quarter"),
    )  # fmt: skip
