"""What the regulation asks of ratings: that none grows too old."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import Parameter, Step, control
from xianji.risk.assessments.models import CreditAssessment

DAY, TEXT = DateField(), CharField()
Rating = CreditAssessment.Rating


@control(
    "7.3.2a", CreditAssessment, owner="assessor", every="day", responsible="FIN", evidence=("submit", "approve"),
    usual=Parameter("credit.age"), of_b=Parameter("credit.age.B"), of_c=Parameter("credit.age.C"),
    title=_("Credit ratings are fresh"), duty=_("Assess the credit of the customer anew"),
    says=_("A credit rating is not older than a year; one of B not older than 180 days, one of C than 90."),
    steps=(
        Step(
            _("Score sheet"), _("five things are looked at, a table gives the points"),
            ("有效的信用评级", "有效的信用評等", "valid rating"),
        ),
        Step(
            _("Review date"), _("before it has come, finance looks again"), ("足够的额度", "足夠的額度", "enough limit"),
            judged="verdict",
        ),
    ),
)  # fmt: skip
def ratings_are_fresh(assessments: Any, on: date, usual: Decimal, of_b: Decimal, of_c: Decimal) -> Any:
    """Of ratings that hold: the day up to which they may, by their letter."""
    until = {days: Cast(F("as_of") + timedelta(days=int(days)), DAY) for days in (usual, of_b, of_c)}
    due = Case(
        When(rating=Rating.B, then=until[of_b]), When(rating=Rating.C, then=until[of_c]), default=until[usual], output_field=DAY
    )
    holds = Q(state=CreditAssessment.State.ACTIVE)
    return assessments.annotate(due=Case(When(holds, then=due), default=None, output_field=DAY)).annotate(
        verdict=Case(
            When(~holds, then=Value("na")), When(due__lt=on, then=Value("fail")), default=Value("pass"), output_field=TEXT
        ),
        given=Cast("as_of", TEXT),
    )
