"""Which profiles somebody has looked at on a day: one narrow row a person, day and profile, written at the first look.

A process remembers what it has written today, so that looking again costs nothing; counting is done by the clock.
"""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from xianji.audit.models import Look
from xianji.lib import actor

MOST = 200_000
"""So much a process remembers; then it begins again, and the database knows what was there."""
_written: set[tuple[int, date, str, int]] = set()


def note(label: str, ids: Iterable[int]) -> None:
    """Somebody sees these profiles now. Who merely looks at the product as another person writes nothing."""
    who = actor.current()
    if who.user_id is None or who.only_looks:
        return
    today = timezone.localdate()
    fresh = [key for key in ((who.user_id, today, label, pk) for pk in ids) if key not in _written]
    if not fresh:
        return
    rows = [Look(user_id=user, day=day, label=label, record_id=pk) for user, day, label, pk in fresh]
    Look.objects.bulk_create(rows, ignore_conflicts=True)
    if len(_written) + len(fresh) > MOST:
        _written.clear()
    _written.update(fresh)


def forget() -> None:
    """What the process remembers, for tests."""
    _written.clear()
