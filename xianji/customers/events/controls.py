"""What the regulation asks of news: that it is looked at within days, and that grave news reaches the credit."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.customers.events.models import AccountEvent
from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.org.days.places import by_place

STEPS = (
    Step(
        _("News comes in"), _("looked at within two working days"),
        ("立即登记", "立即登錄", "recorded"),
    ),
    Step(_("Where it is grave"), _("the credit is looked at within five working days"), ("评估影响", "評估影響", "effect")),
)  # fmt: skip
TEXT = CharField()


@control(
    "3.3.2b", AccountEvent, every="day", missed=L_FAST, evidence=("triage", "answer"), days=Parameter("acctevent.triage"),
    title=_("News is looked at"), duty=_("Say what the news means"), steps=STEPS,
    says=_("News about a customer is looked at within two working days."),
)
def events_are_triaged(events: Any, on: date, days: Decimal) -> Any:
    """What came in before the working day that lies so many back, and is still new, waits too long."""
    late = When(Q(came__lt=F("last"), state=AccountEvent.State.NEW), then=Value("fail"))
    return _since(events, on, days).annotate(verdict=Case(late, default=Value("pass"), output_field=TEXT))


@control(
    "3.3.2b", AccountEvent, owner="", every="day", missed=L_FAST, evidence=("check_credit",), days=Parameter("acctevent.credit"),
    responsible="FIN", title=_("Grave news reaches the credit"), duty=_("Look at the credit of the customer"), steps=STEPS,
    says=_("Grave news about a customer leads to a look at the credit within five working days."),
)
def grave_events_reach_credit(events: Any, on: date, days: Decimal) -> Any:
    """Grave news without a look at the credit."""
    not_grave = When(~Q(severity=AccountEvent.Severity.HIGH), then=Value("na"))
    late = When(Q(came__lt=F("last"), credit_checked_on=None), then=Value("fail"))
    return _since(events, on, days).annotate(verdict=Case(not_grave, late, default=Value("pass"), output_field=TEXT))


def _since(events: Any, on: date, days: Decimal) -> Any:
    """When it came in, and the day before which it came too long ago."""
    found = events.annotate(came=TruncDate("created_at"), last=by_place(lambda at: at.add_workdays(on, -int(days))))
    return found.annotate(given=Cast("came", TEXT))
