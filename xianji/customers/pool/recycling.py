"""What goes back to the pools by itself: warned in time, once a step, and never what was not warned of."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xianji.customers.pool import rules
from xianji.customers.pool.deciding import terms_on
from xianji.customers.pool.entering import put
from xianji.customers.pool.holding import local_day
from xianji.customers.pool.membership import Catchment, catchments, nearest
from xianji.customers.pool.models import Hold, Pool, Ways
from xianji.customers.pool.protection import protected
from xianji.customers.pool.subjects import Subject, subjects
from xianji.customers.pool.surveying import Standing, blocks, caught, unprotected
from xianji.customers.pool.warning import Warned, tell_first_missed, tell_review, warn
from xianji.kit import registry
from xianji.kit.records.finding import held
from xianji.org.among import Among

BATCH = 2_000
"""Missed first follow-ups that one round looks at; the next round goes on."""


@dataclass
class Night:
    """What one night did."""

    looked: int = 0
    warned: int = 0
    back: int = 0
    reviewed: int = 0
    cleared: int = 0

    def __add__(self, other: "Night") -> "Night":
        return Night(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def nightly(now: datetime | None = None) -> Night:
    """Every kind of record that can lie in a pool; where there is no pool, nothing goes back."""
    today = local_day(now or timezone.now())
    return sum((run(subject, today) for subject in subjects.values()), Night())


def run(subject: Subject, today: date) -> Night:
    pools = catchments(subject.name)
    told = Night()
    if pools:
        for block in blocks(subject, caught(subject, pools), terms_on(today)):
            told += settle(subject, block, pools, today)
    return told


@dataclass
class Sorted:
    """What is to be done with the records of a block."""

    back: list[tuple[Standing, str]] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    review: list[Standing] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)


def settle(subject: Subject, block: list[Standing], pools: list[Catchment], today: date) -> Night:
    """One block, in one transaction."""
    ending = [one for one in block if rules.fate(one.terms, one.seen, today)]
    doomed = {one.row.pk for one in unprotected(subject, ending, today)} if ending else set()
    found = Sorted()
    for one in block:
        if one.row.pk in doomed:
            sort(subject, one, found, today)
        elif one.hold is not None and one.hold.falls_on is not None:
            found.cleared.append(one.hold.pk)
    with transaction.atomic():
        Hold.objects.filter(pk__in=found.cleared).update(falls_on=None, falls_by="", warned_on=None)
        keep(found.holds)
        warn(subject, found.warned, today)
        tell_review(subject, found.review, today)
        back = send_back(subject, found.back, pools)
    return Night(len(block), len(found.warned), back, len(found.review), len(found.cleared))


def sort(subject: Subject, one: Standing, found: Sorted, today: date) -> None:
    fate = rules.fate(one.terms, one.seen, today)
    assert fate is not None
    day, why, _must = fate
    if day <= today and one.terms.recycles:
        found.back.append((one, why))
        return
    hold = one.hold or Hold(**{f"{subject.link}_id": one.row.pk}, since=one.row.created_at)
    hold.falls_on, hold.falls_by, hold.warned_on = day, why, hold.warned_on or today
    found.holds.append(hold)
    if day <= today:
        found.review.append(one)
    elif (step := rules.step(one.terms.warned, (day - today).days)) is not None:
        found.warned.append(Warned(one, day, step, why))


def keep(several: list[Hold]) -> None:
    Hold.objects.bulk_create([one for one in several if one.pk is None], batch_size=500)
    Hold.objects.bulk_update([one for one in several if one.pk], ["falls_on", "falls_by", "warned_on"], batch_size=500)


def send_back(subject: Subject, doomed: list[tuple[Standing, str]], pools: list[Catchment]) -> int:
    """Each to its nearest pool; who has got another owner since it was looked at stays."""
    by_pool: dict[tuple[Pool, str], list[int]] = {}
    owners = {one.row.pk: one.row.owner_id for one, _why in doomed}
    for one, why in doomed:
        pool = nearest(pools, one.row.owner_id, one.row.org_path, getattr(one.row, "region_id", None))
        if pool is not None:
            by_pool.setdefault((pool, why), []).append(one.row.pk)
    done = 0
    for (pool, why), ids in by_pool.items():
        rows = subject.model.unscoped.select_for_update(of=("self",)).filter(Among("pk", ids), deleted_at=None)
        done += put(subject, [row for row in rows if row.owner_id == owners[row.pk]], pool, why, source="job")
    return done


def unfollowed(now: datetime | None = None) -> int:
    """What was claimed and not followed up in time goes back; asked every hour."""
    moment = now or timezone.now()
    return sum(_unfollowed(subject, moment) for subject in subjects.values())


def _unfollowed(subject: Subject, now: datetime) -> int:
    pools = catchments(subject.name)
    rows = Hold.objects.filter(**{f"{subject.link}__isnull": False}, follow_by__lte=now).select_related(subject.link)
    late: list[Any] = []
    for hold in rows.order_by("follow_by")[:BATCH]:
        record = getattr(hold, subject.link)
        if is_followed(subject, record, hold) or not pools:
            hold.follow_by = None
            hold.save(update_fields=["follow_by"])
        else:
            late.append(record)
    return miss(subject, late, pools, local_day(now))


def miss(subject: Subject, late: list[Any], pools: list[Catchment], today: date) -> int:
    """Who had it hears that it is gone; what something open protects stays."""
    kept = protected(subject, [record.pk for record in late], today) if late else {}
    done = 0
    for record in late:
        pool = nearest(pools, record.owner_id, record.org_path, getattr(record, "region_id", None))
        if pool is None or record.pk in kept or record.owner_id is None:
            continue
        with transaction.atomic():
            row, owner = held(subject.model, record.pk), record.owner_id
            if row is not None and row.owner_id == owner:
                done += put(subject, [row], pool, Ways.FIRST, source="job")
                tell_first_missed(row, owner, today)
    Hold.objects.filter(Among(subject.link, [record.pk for record in late])).update(follow_by=None)
    return done


def is_followed(subject: Subject, record: Any, hold: Hold) -> bool:
    last = getattr(record, subject.followed)
    if last is None:
        return False
    return last >= hold.since if isinstance(last, datetime) else last >= local_day(hold.since)



def falling(pool: Catchment | None, size: int) -> list[dict[str, Any]]:
    """What goes back to a pool soon, of what the reader sees, the nearest first."""
    if pool is None:
        return []
    subject = subjects[pool.pool.subject]
    rows = caught(subject, [pool], subject.model.objects).values("pk")
    holds = Hold.objects.filter(**{f"{subject.link}__in": rows}, falls_on__isnull=False).order_by("falls_on", "pk")
    return [told(subject, hold) for hold in holds.select_related(subject.link, f"{subject.link}__owner")[:size]]


def told(subject: Subject, hold: Hold) -> dict[str, Any]:
    record = getattr(hold, subject.link)
    left = (hold.falls_on - timezone.localdate()).days if hold.falls_on else 0
    return {"record": record, "href": registry.resource_of(subject.model).address(record.pk), "owner": record.owner,
            "on": hold.falls_on, "left": left, "why": Ways(hold.falls_by).label if hold.falls_by else ""}  # fmt: skip
