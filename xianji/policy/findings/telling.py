"""What a rung of a ladder says to whom, and the exceptions it opens by itself."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.kit.said import sentence
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.policy.coverage.reading import numbers
from xianji.policy.exceptions.actions import put_forward
from xianji.policy.exceptions.models import ControlException, longest
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
SOON_FOR = ngettext_noop(
    "For %(who)s, who is away. Clause %(clause)s: %(count)s case is due soon, by %(day)s: %(example)s.",
    "For %(who)s, who is away. Clause %(clause)s: %(count)s cases are due soon, the first by %(day)s: %(example)s.",
)
LATE_FOR = ngettext_noop(
    "For %(who)s, who is away. Clause %(clause)s: %(count)s case is overdue, since %(day)s: %(example)s.",
    "For %(who)s, who is away. Clause %(clause)s: %(count)s cases are overdue, the oldest since %(day)s: %(example)s.",
)


def deliver(tellings: Iterable[Telling], now: datetime) -> None:
    """In the caller's transaction: with the rungs that they tell of."""
    tellings = list(tellings)
    names = names_of(one.instead_of for one in tellings)
    with acting(SYSTEM):
        tell_many(word(one, now, names) for one in tellings)
        for one in tellings:
            if one.rung.asks_exception and one.instead_of is None:
                open_exceptions(one, now)


def names_of(people: Iterable[int | None]) -> dict[int | None, str]:
    """What those who are away are called; no statement where nobody is."""
    away = {one for one in people if one}
    return dict(Person.unscoped.filter(pk__in=away).values_list("pk", "name")) if away else {}


def word(one: Telling, now: datetime, names: dict[int | None, str]) -> Word:
    """What one person hears: of which clause, how many cases, since when, one of them by name, and whose where they stand in."""
    values = {
        "clause": numbers().get(one.control.full_name, one.control.clause), "count": one.cases, "example": one.example,
        "day": one.oldest, "who": names.get(one.instead_of, ""),
    }  # fmt: skip
    soon, late = (SOON, LATE) if one.instead_of is None else (SOON_FOR, LATE_FOR)
    message, plural = soon if one.is_ahead else late
    key = f"{one.control.full_name}:{one.position}:{timezone.localtime(now):%Y%m%d%H}"
    if one.instead_of is not None:
        key = f"{key}:{one.instead_of}"
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
            valid_to=on + timedelta(days=longest(on)),
            reason=sentence(gettext_noop("Opened by the ladder: cases overdue, the oldest since %(day)s."), day=telling.oldest),
            compensation=sentence(gettext_noop("To be named by whoever grants it.")),
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
