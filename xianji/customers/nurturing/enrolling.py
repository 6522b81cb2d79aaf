"""How leads come into sequences: by hand, and by themselves as soon as they are nurtured."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.models import AUDIENCE, OPEN, NurtureEnrollment, NurtureSequence, NurtureStep
from xianji.kit import sets
from xianji.org.among import Among
from xianji.org.days.calendar import work_calendar


def steps_of(ids: Iterable[int]) -> dict[int, list[NurtureStep]]:
    """{sequence: its steps in order}; one statement."""
    found: dict[int, list[NurtureStep]] = defaultdict(list)
    for one in NurtureStep.unscoped.filter(sequence__in=set(ids), deleted_at=None).order_by("place", "pk"):
        found[one.sequence_id].append(one)
    return found


def begin(leads: Sequence[Lead], sequence: NurtureSequence, first: NurtureStep) -> int:
    """Those that are not in it already; returns how many are new."""
    there = NurtureEnrollment.unscoped.filter(
        Among("lead", [one.pk for one in leads]), sequence=sequence, state__in=OPEN, deleted_at=None
    )
    known = set(there.values_list("lead", flat=True))
    due = rules.due_on(timezone.localdate(), first.wait, first.unit, work_calendar().add_workdays)
    return sets.insert_many(NurtureEnrollment, [
        NurtureEnrollment(
            lead=one, sequence=sequence, edition=sequence.edition, step=first, due_on=due, owner_id=one.owner_id,
            unit_id=one.unit_id, org_path=one.org_path,
        ) for one in leads if one.pk not in known
    ], verb="enroll", source="")  # fmt: skip


def begin_by_itself(leads: Sequence[Lead]) -> int:
    """Each lead that is in no sequence into the one whose audience describes it best; where none does, into none."""
    busy = NurtureEnrollment.unscoped.filter(Among("lead", [one.pk for one in leads]), state__in=OPEN, deleted_at=None)
    known = set(busy.values_list("lead", flat=True))
    free = [one for one in leads if one.pk not in known and not one.do_not_contact]
    sequences = list(in_use()) if free else []
    steps = steps_of(one.pk for one in sequences)
    chosen: dict[int, list[Lead]] = defaultdict(list)
    for lead in free:
        if (found := fitting([one for one in sequences if steps[one.pk]], lead)) is not None:
            chosen[found.pk].append(lead)
    return sum(begin(chosen[one.pk], one, steps[one.pk][0]) for one in sequences if chosen[one.pk])


def in_use() -> Any:
    return NurtureSequence.unscoped.filter(state=NurtureSequence.State.ACTIVE, deleted_at=None).order_by("pk")


def fitting(sequences: Sequence[NurtureSequence], lead: Lead) -> NurtureSequence | None:
    """The one that asks most and gets it; of equal ones the oldest."""
    facts = {name: getattr(lead, name) for name in AUDIENCE}
    scored = [(rules.points({name: getattr(one, name) for name in AUDIENCE}, facts), one) for one in sequences]
    return max(scored, key=lambda pair: pair[0])[1] if any(points >= 0 for points, _one in scored) else None
