"""What the regulation asks of accounts: who has left signs in no more."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.kit.over import over
from xianji.org.models import Person


@control(
    "3.3.3a", Person, owner="supervisor", every="day", missed=L_FAST, responsible="ADM", days=Parameter("leaver.disable"),
    evidence=("leave",), title=_("Who left is shut out"), duty=_("Close the account of somebody who left"),
    says=_("The account of somebody who leaves is closed the same day."),
    steps=(
        Step(
            _("Leaving"), _("sessions and tokens end at once, the account is closed"),
            ("离职人员当日停用账号", "離職人員的帳號當日停用", "Accounts of leavers", "保密", "confidential"),
        ),
    ),
)
def leavers_are_shut_out(people: Any, on: date, days: Decimal) -> Any:
    """Nobody whose last day lies so many days back, or more, has an account that is open."""
    closed = Q(user=None) | Q(user__is_active=False)
    last = Value(on - timedelta(days=int(days)), output_field=DateField())
    return people.annotate(
        due=Cast(F("left_on"), DateField()), over=over(closed),
        verdict=Case(
            When(Q(left_on=None) | Q(left_on__gt=on), then=Value("na")),
            When(closed, then=Value("pass")),
            When(left_on__lt=last, then=Value("fail")), default=Value("pass"), output_field=CharField(),
        ),
        given=Cast("left_on", CharField()),
    )  # fmt: skip
