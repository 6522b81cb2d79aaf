"""What the regulation asks of access: that every account is confirmed each quarter."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, DurationField, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from xianji.administration.accessreviews.models import AccessReview
from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.kit.over import over


@control(
    "3.3.3a", AccessReview, every="day", missed=L_FAST, responsible="ADM", days=Parameter("access.review"),
    evidence=("confirm", "take_role", "close_account"), title=_("Accounts are confirmed each quarter"),
    duty=_("Confirm the account, or change it"), says=_("Who leads a person confirms their account and roles each quarter."),
    steps=(
        Step(
            _("Each quarter"), _("every open account gets a review"),
            ("复核", "複核", "review", "工作所需的人", "職務上有需要的人", "those who need them"),
        ),
    ),
)
def accounts_are_confirmed(reviews: Any, on: date, days: Decimal) -> Any:
    """A review that is still open so many days after it was opened."""
    last = ExpressionWrapper(F("opened_on") + Value(timedelta(days=int(days)), DurationField()), output_field=DateField())
    found = reviews.annotate(due=Cast(last, DateField()), over=over(~Q(state=AccessReview.State.OPEN)))
    late = When(state=AccessReview.State.OPEN, due__lt=on, then=Value("fail"))
    return found.annotate(verdict=Case(late, default=Value("pass"), output_field=CharField()), given=F("quarter"))
