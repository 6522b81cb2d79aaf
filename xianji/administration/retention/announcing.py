"""Who is not heard of any more is announced: one list, and one word to each owner, with time to change it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from xianji.administration.retention import rules
from xianji.administration.retention.kinds import Kind
from xianji.administration.retention.models import NOT_HELD, OPEN, Retention
from xianji.administration.retention.terms import notice, terms
from xianji.kit import sets
from xianji.workspace.notices.telling import Word, ngettext_noop, tell_many

NOTICE = "retention"
MESSAGE, PLURAL = ngettext_noop(
    "Nobody has heard of %(count)s person of yours for long: what we hold is erased from %(day)s on, unless you speak.",
    "Nobody has heard of %(count)s persons of yours for long: what we hold is erased from %(day)s on, unless you speak.",
)
BLOCK = 1_000


def announce(kind: Kind, today: date) -> int:
    """Those whose time ends within the notice, each once; returns how many are new."""
    done = 0
    for block in newly_quiet(kind, today):
        booked = kind.booked([row.pk for row in block])
        found = (made_of(kind, row, today, booked=row.pk in booked) for row in block)
        made = [one for one in found if one is not None]
        done += sets.insert_many(Retention, made, verb="announce", source="job")
        tell(made, today)
    return done


def newly_quiet(kind: Kind, today: date) -> Iterator[list[Any]]:
    """In blocks, by the shorter of the two times; each is then looked at by its own."""
    since = quiet_since(kind, today)
    if since is None:
        return
    known = Retention.unscoped.filter(**{kind.name: OuterRef("pk")}, state__in=OPEN, deleted_at=None)
    rows, last = kind.quiet(since).filter(~Exists(known)).order_by("pk"), 0
    while block := list(rows.filter(pk__gt=last)[:BLOCK]):
        last = block[-1].pk
        yield block


def quiet_since(kind: Kind, today: date, *, ahead: bool = True) -> date | None:
    """Who was not heard of since this day has no time left, or none behind the notice, by one of the rules; None where all
    are kept."""
    months = [one.months for booked in (False, True) if (one := terms(kind.name, today, booked=booked)).months is not None]
    return rules.quiet_since(today, min(months), notice(today) if ahead else 0) if months else None


def made_of(kind: Kind, row: Any, today: date, *, booked: bool) -> Retention | None:
    said, last, days = terms(kind.name, today, booked=booked), kind.last(row), notice(today)
    if said.months is None or last >= rules.quiet_since(today, said.months, days):
        return None
    return Retention(**{f"{kind.name}_id": row.pk}, owner_id=row.owner_id, state=Retention.State.ANNOUNCED, last_on=last,
                     due_on=rules.due_on(last, said.months, today, days), rule=said.rule, reason=NOT_HELD)  # fmt: skip


def tell(made: list[Retention], today: date) -> None:
    """One word an owner and day, however many there are."""
    counts = Counter(one.owner_id for one in made if one.owner_id)
    first = {owner: min(one.due_on for one in made if one.owner_id == owner and one.due_on) for owner in counts}
    tell_many(
        Word(owner, NOTICE, MESSAGE, {"count": count, "day": first[owner].isoformat()}, f"{NOTICE}:{today}:{made[0].number}",
             plural=PLURAL)
        for owner, count in counts.items()
    )  # fmt: skip
