"""What a rung of a ladder says to whom, and the exceptions it opens by itself."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.coverage.reading import numbers
from xianji.policy.exceptions.actions import put_forward
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.climbing import Telling
from xianji.workspace.notices.telling import Word, ngettext_noop, tell_many

log = logging.getLogger(__name__)
State = ControlException.State
URGENT = 4
"""From this rung on quiet hours do not hold it back."""
SOON = ngettext_noop(
    "Clause %(clause)s: %(count)s case is due soon, by %(day)s: %(example)s.",
    "Clause %(clause)s: %(count)s cases are due soon, the first by %(day)s: %(example)s.",
)
LATE = ngettext_noop(
    "Clause %(clause)s: %(count)s case is overdue, since %(day)s: %(example)s.",
    "Clause %(clause)s: %(count)s cases are overdue, the oldest since %(day)s: %(example)s.",
)


def deliver(tellings: Iterable[Telling], now: datetime) -> None:
    """In the caller's transaction: with the rungs that they tell of."""
    tellings = list(tellings)
    with acting(SYSTEM):
        tell_many(word(one, now) for one in tellings)
        for one in tellings:
            if one.rung.asks_exception:
                open_exceptions(one, now)


def word(one: Telling, now: datetime) -> Word:
    """What one person hears: of which clause, how many cases, since when, and one of them by name."""
    values = {
        "clause": numbers().get(one.control.full_name, one.control.clause), "count": one.cases, "example": one.example,
        "day": one.oldest,
    }  # fmt: skip
    message, plural = SOON if one.is_ahead else LATE
    key = f"{one.control.full_name}:{one.position}:{timezone.localtime(now):%Y%m%d%H}"
    return Word(one.person, "duty", message, values, key[:160], urgent=one.position >= URGENT, plural=plural)


def open_exceptions(telling: Telling, now: datetime) -> list[Any]:
    """One request per person whose duty it is, for what that person owns, unless one stands already; somebody decides."""
    on = timezone.localdate(now)
    standing = set(
        ControlException.unscoped.filter(control=telling.control.full_name, state__in=[State.REQUESTED, State.APPROVED])
        .filter(person__in=[owner for owner in telling.owners if owner]).values_list("person", flat=True)
    )  # fmt: skip
    made = []
    for owner in telling.owners:
        if owner is None or owner in standing:
            continue
        exception = ControlException(
            control=telling.control.full_name, person_id=owner, owner_id=owner, is_automatic=True, valid_from=on,
            valid_to=on + timedelta(days=ControlException.LONGEST),
            reason=_("Opened by the ladder: cases overdue, the oldest since %(day)s.") % {"day": telling.oldest},
            compensation=_("To be named by whoever grants it."),
        )  # fmt: skip
        made.append(exception)
    return [one for one in made if _is_asked(one)]


def _is_asked(exception: ControlException) -> bool:
    """Stored, and put to those who may grant it; where nobody but the one with the duty could, none is opened."""
    try:
        with store.whole():
            put_forward(store.create(exception, verb="open", source="job"), SYSTEM)
    except Refused as problem:
        log.warning("No exception was opened for the control %s: %s", exception.control, problem)
        return False
    return True
