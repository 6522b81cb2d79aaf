"""What the regulation asks of risks: that each is assessed soon, assessed again, and answered in time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import Parameter, Step, control
from xianji.org.days.places import by_place
from xianji.risk.risks import rules
from xianji.risk.risks.models import Risk

DAY, TEXT = DateField(), CharField()
AGAIN = ("按期重评", "定期重評", "scored again")


def told(column: str) -> Any:
    return Coalesce(Cast(column, TEXT), Value(""))


@control(
    "7.2a", Risk, every="day", days=Parameter("risk.assess"), evidence=("risk.riskassessment.create",),
    title=_("Risks are assessed soon"), duty=_("Assess the risk"),
    says=_("A risk is assessed within five working days after it was entered."),
    steps=(
        Step(_("Entered"), _("with its class, and with what it is about"), ("等级判断", "等級判斷", "a rating")),
        Step(
            _("First assessment"), _("within five working days"), ("可能性与影响", "可能性與影響", "Likelihood and impact"),
            judged="verdict",
        ),
    ),
)  # fmt: skip
def risks_are_assessed(risks: Any, on: date, days: Decimal) -> Any:
    """One that was identified before the working day that lies so many back, and is still as it was entered, waits too long."""
    found = risks.annotate(last=by_place(lambda at: at.add_workdays(on, -int(days))), given=told("identified_on"))
    late = When(Q(state=rules.IDENTIFIED, identified_on__lt=F("last")), then=Value("fail"))
    waits = Q(state__in=rules.OPEN)
    return found.annotate(verdict=Case(When(~waits, then=Value("na")), late, default=Value("pass"), output_field=TEXT))


@control(
    "7.2b", Risk, every="day", usual=Parameter("risk.age"), grave=Parameter("risk.age.high"),
    evidence=("risk.riskassessment.create",), title=_("Assessments of risks are fresh"), duty=_("Assess the risk anew"),
    says=_("A risk is assessed anew after 90 days, a high or critical one after 30."),
    steps=(Step(_("Assessed again"), _("every 90 days; every 30 days where it is high or critical"), AGAIN),),
)
def assessments_are_fresh(risks: Any, on: date, usual: Decimal, grave: Decimal) -> Any:
    """By the level that is left; one that was never assessed is another control's matter."""
    until = {days: Cast(F("assessed_on") + timedelta(days=int(days)), DAY) for days in (usual, grave)}
    due = Case(When(left_level__in=rules.GRAVE, then=until[grave]), default=until[usual], output_field=DAY)
    asked = Q(state__in=rules.WEIGHED, assessed_on__isnull=False)
    found = risks.annotate(due=Case(When(asked, then=due), default=None, output_field=DAY), given=told("assessed_on"))
    return judged(found, on)


@control(
    "7.3", Risk, every="day", evidence=("risk.riskresponse.approve",), title=_("Risks are answered in time"),
    duty=_("Have a response to the risk approved"),
    says=_("A response is approved within the working days of the level: low 30, moderate 15, high 5, critical 1."),
    steps=(
        Step(_("Level"), _("from likelihood times impact"), ("依等级", "依等級", "the time its level allows")),
        Step(
            _("Response approved"), _("avoided, reduced, transferred or accepted, by whom the level names"),
            ("规避、降低、转移或接受", "迴避、降低、移轉或接受", "avoided, reduced, transferred or accepted"), judged="verdict",
        ),
    ),
)  # fmt: skip
def risks_are_answered(risks: Any, on: date) -> Any:
    """Until a response is approved, by the day that its level set."""
    asked = Q(state__in=rules.WEIGHED, respond_by__isnull=False)
    waits = asked & (Q(responded_on=None) | Q(responded_on__gt=on))
    found = risks.annotate(due=Case(When(waits, then=F("respond_by")), default=None, output_field=DAY), given=told("respond_by"))
    answered = When(asked & Q(responded_on__lte=on), then=Value("pass"))
    return judged(found, on, answered)


def judged(risks: Any, on: date, *before: When) -> Any:
    """Late after its due day; without one it is not asked."""
    late = When(due__lt=on, then=Value("fail"))
    return risks.annotate(
        verdict=Case(*before, When(due=None, then=Value("na")), late, default=Value("pass"), output_field=TEXT)
    )
