"""The score of leads: fit by the table, behaviour by what they did; written where it differs, told point by point."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q, Sum
from django.utils import timezone

from xianji.customers.leads import rules
from xianji.customers.leads.models import Lead, ScoreRun, Signal
from xianji.lib import actor
from xianji.org import loading, single
from xianji.org.among import Among
from xianji.org.regions.models import Region
from xianji.rulebook.tables.deciding import decide

BLOCK = 2_000
SCORED = ("fit", "behaviour", "score", "grade")
JUDGED = frozenset({"standing", "employees", "annual_revenue", "part", "region_id", "source"})
"""Columns whose change changes the fit."""
CONTACTS = {"decision": "decision", "influence": "influence", "user": "user", "": None}
ENDED = (Lead.State.CONVERTED, Lead.State.DISQUALIFIED)


def note(lead: Lead, kind: str, at: datetime | None = None) -> None:
    """A sign of interest, or of none, with the points that the table of that day gives; the score follows at once."""
    note_all([(lead, kind, at or timezone.now())])


def note_all(signs: Sequence[tuple[Lead, str, datetime]]) -> None:
    """The same for many, [(lead, kind, when)]; the table is asked once for each kind and day."""
    if not signs:
        return
    asked = [(kind, timezone.localdate(at)) for _lead, kind, at in signs]
    said = {one: decide("lead.behaviour", one[1], event=one[0]) for one in set(asked)}
    by_id = actor.current().person_id
    rows = [
        Signal(lead=lead, kind=kind, points=int(said[one]["points"]), excludes=said[one]["excludes"], at=at, by_id=by_id)
        for one, (lead, kind, at) in zip(asked, signs, strict=True)
    ]
    if len(rows) == 1:
        single.insert(rows[0])
    else:
        loading.insert(rows)
    rescore(list({lead.pk: lead for lead, _kind, _at in signs}.values()))


def rescore(leads: Sequence[Lead], now: datetime | None = None, *, is_new: bool = False) -> int:
    """Bring the scores of these up to date; new ones have done nothing yet. Returns how many changed."""
    changed = 0
    for start in range(0, len(leads), BLOCK):
        block = leads[start : start + BLOCK]
        earned = {} if is_new else behaviours([lead.pk for lead in block], now or timezone.now())
        served = served_regions({lead.region_id for lead in block})
        fresh = [lead for lead in block if _put(lead, earned.get(lead.pk, rules.Behaviour()), served)]
        write(fresh, SCORED)
        changed += len(fresh)
    return changed


def write(leads: Sequence[Lead], names: Sequence[str]) -> None:
    """Derived columns, which have no version and no entry of their own."""
    if len(leads) == 1:
        Lead.unscoped.filter(pk=leads[0].pk).update(**{name: getattr(leads[0], name) for name in names})
    else:
        loading.update(leads, names)


def rescore_all(now: datetime | None = None) -> int:
    """Every lead that is still open, part by part: what was earned fades, and a table may have changed."""
    moment = now or timezone.now()
    open_ones = Lead.unscoped.filter(deleted_at=None).exclude(state__in=ENDED)
    last = changed = 0
    while block := list(open_ones.filter(pk__gt=last).order_by("pk").only(*FACTS)[:BLOCK]):
        changed += rescore(block, moment)
        last = block[-1].pk
    ScoreRun.objects.create(at=moment, changed=changed)
    return changed


FACTS = ("standing", "employees", "annual_revenue", "part", "region", "source", *SCORED)


def behaviours(ids: Iterable[int], now: datetime) -> dict[int, rules.Behaviour]:
    """{lead: what it did}, of those that did something; one grouped statement."""
    plus, minus = Q(points__gt=0), Q(points__lt=0)
    rows = Signal.objects.filter(Among("lead", sorted(ids)), at__lte=now).order_by().values("lead").annotate(
        plus=Sum("points", filter=plus), minus=Sum("points", filter=minus), last=Max("at", filter=plus),
        outs=Sum("points", filter=Q(excludes=True)),
    )  # fmt: skip
    return {
        row["lead"]: rules.behaviour(
            row["plus"] or 0, row["minus"] or 0, row["last"], now, is_out=row["outs"] is not None
        ) for row in rows
    }  # fmt: skip


def served_regions(ids: Iterable[int | None]) -> set[int]:
    """Those of the regions for which a unit of ours answers; one statement, none where there is no region."""
    known = {pk for pk in ids if pk}
    return set(Region.unscoped.filter(pk__in=known).exclude(unit=None).values_list("pk", flat=True)) if known else set()


def facts_of(lead: Lead, served: set[int]) -> dict[str, Any]:
    """What the table of fit asks. Where no unit of ours serves the region, a partner who brought the lead does."""
    region = None
    if lead.region_id:
        partner = "partner" if lead.source == Lead.Source.PARTNER else "none"
        region = "direct" if lead.region_id in served else partner
    return {
        "industry": lead.standing or None, "staff": lead.employees, "revenue": lead.annual_revenue,
        "contact": CONTACTS.get(lead.part, "other"), "region": region,
    }  # fmt: skip


def _put(lead: Lead, earned: rules.Behaviour, served: set[int]) -> bool:
    """The new figures on the lead; whether they differ from those it had."""
    before = [getattr(lead, name) for name in SCORED]
    fit = Decimal(decide("lead.score", **facts_of(lead, served))["points"])
    score = rules.total(fit, earned.points)
    is_out = earned.is_out or lead.standing == Lead.Standing.EXCLUDED
    said = decide("lead.grade", score=score, excluded=is_out)
    lead.fit, lead.behaviour, lead.score, lead.grade = fit, earned.points, score, said["grade"]
    return before != [getattr(lead, name) for name in SCORED]
