"""What becomes of those who were announced: kept where somebody heard of them, else erased, or restricted where it must stay."""

import logging
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from xianji.administration.retention import rules
from xianji.administration.retention.announcing import quiet_since
from xianji.administration.retention.kinds import KINDS, Kind
from xianji.administration.retention.models import Retention
from xianji.administration.retention.terms import notice, terms
from xianji.customers.consents.rules import RESTRICTED
from xianji.customers.consents.writing import write_down
from xianji.kit import sets, store
from xianji.kit.actions import lock
from xianji.kit.forgetting.gathering import Gathered, gather
from xianji.kit.forgetting.keeping import forget_all, look_again
from xianji.rulebook.parameters.reading import value

log = logging.getLogger(__name__)
State = Retention.State


def let_live(kind: Kind, today: date) -> int:
    """Somebody has heard of them since, or the rule now keeps them longer, or they are forgotten already."""
    rows = of_kind(kind).filter(state=State.ANNOUNCED)
    since = quiet_since(kind, today)
    still: dict[str, Any] = {f"{kind.name}__in": kind.quiet(since).values("pk")} if since else {"pk__in": []}
    return sets.change_many(rows.exclude(**still), {"state": State.ENDED, "done_on": today}, verb="heard_of", source="job")


def of_kind(kind: Kind) -> QuerySet:
    return Retention.unscoped.filter(**{f"{kind.name}__isnull": False}, deleted_at=None)


def let_go(today: date) -> int:
    """Holds whose day is over: announced once more, with the whole notice."""
    rows = list(Retention.unscoped.filter(state=State.HELD, until__lt=today, deleted_at=None))
    for row in rows:
        after_hold(row, today)
    return sets.update_many(Retention, rows, ["state", "due_on", "until", "done_on"], verb="release", source="job")


def after_hold(row: Retention, today: date) -> None:
    """One that was held before its time came is announced when it comes."""
    row.until = None
    if row.due_on is None:
        row.state, row.done_on = State.ENDED, today
    else:
        row.state, row.due_on = State.ANNOUNCED, max(row.due_on, today + timedelta(days=notice(today)))


def keep_from_use(kind: Kind, today: date) -> int:
    """What is held beyond its time is only kept, not used."""
    since = quiet_since(kind, today, ahead=False)
    if since is None:
        return 0
    rows = of_kind(kind).filter(state=State.HELD, restricted_on=None)
    due = list(rows.filter(**{f"{kind.name}__in": kind.quiet(since).values("pk")}).select_related("lead__contact", "contact"))
    for row in due:
        with store.whole():
            restrict(row, today)
            store.change(row, verb="restrict", source="job")
    return len(due)


def restrict(row: Retention, today: date) -> None:
    """Every channel asks and hears no."""
    for record in row.records():
        write_down(record, RESTRICTED, source=row.number, through="job")
    row.restricted_on = today


def carry_out(today: date) -> int:
    """Those whose day has come, some a night, each by itself: one that fails leaves the others as they are. All texts are read
    once for all of them, and what was written meanwhile once more."""
    over = Q(state__in=[State.ANNOUNCED, State.RESTRICTED], due_on__lte=today, deleted_at=None)
    due = list(Retention.unscoped.filter(over).order_by("due_on", "pk")[: int(value("retention.nightly", today))])
    if not due:
        return 0
    gathered = gather(record for row in due for record in row.records())
    done = sum(carried_out(row, today, gathered) for row in due)
    look_again(gathered)
    return done


def carried_out(row: Retention, today: date, gathered: Gathered) -> bool:
    try:
        with gathered.all_or_nothing(), store.whole():
            end(lock(row), today, gathered)
    except Exception:
        log.exception("%s was not carried out", row.number)
        return False
    return True


def end(row: Any, today: date, gathered: Gathered | None = None) -> None:
    """Erased with every trace, or restricted until the law no longer keeps what names the person."""
    until = kept_until(row, today)
    if until is not None and until > today:
        restrict(row, today)
        row.state, row.due_on = State.RESTRICTED, until
        store.change(row, verb="restrict", source="job")
        return
    counts = forget_all(row.records(), row.number, gathered)
    row = lock(row)
    row.state, row.done_on, row.evidence, row.traces = State.ERASED, today, counts, sum(counts.values())
    store.change(row, verb="erase", source="job")


def kept_until(row: Any, today: date) -> date | None:
    kind = KINDS["contact" if row.contact_id else "lead"]
    booked = kind.booked([row.contact_id or row.lead_id]).get(row.contact_id or row.lead_id)
    kept = terms(kind.name, today, booked=booked is not None).kept
    return rules.months_after(booked, kept) if booked is not None and kept is not None else None
