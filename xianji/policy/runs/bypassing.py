"""What went past a preventive control: the journal tells which states were reached, the outcomes which of
them it was asked about.

Seen where a control stands before verbs that alone lead to a state. Records that begin in it are history and not judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.actions import Action
from xianji.kit.controls import Control
from xianji.policy.coverage.reading import holds
from xianji.policy.runs.models import Run

JUDGED = ("passed", "not_applicable", "no_data", "excepted")
"""What of a run let the verb go on."""
UNDO = "undo"
"""What is taken back stood there before, and was asked about then."""


@dataclass(frozen=True)
class Past:
    """What the journal tells of one day: how often the states were reached, and by other verbs, by owner and place."""

    reached: int = 0
    others: tuple[tuple[int | None, str, int], ...] = ()

    def beyond(self, judged: int) -> list[tuple[int | None, str, int]]:
        """The cases that went past, by owner and place; what is only seen by counting is nobody's."""
        known = sum(cases for *_place, cases in self.others)
        rest = max(0, self.reached - judged - known)
        return [*self.others, *([(None, "", rest)] if rest else [])]


def past(control: Control, on: date) -> Past:
    """Of a day on which, as on the one before, it held from morning to evening. Two statements where anything was reached."""
    if not (holds(control, on) and holds(control, on - timedelta(days=1))):
        return Past()
    reached, others = 0, []
    for model, entries, verbs in _reached(control, on):
        reached += entries.count()
        elsewhere = entries.exclude(verb__in=verbs).values("record_id")
        others += _places(model, elsewhere) if reached else []
    return Past(reached, tuple(others))


def carried(control: Control, on: date) -> int:
    """What was asked about the day before and reached its state after midnight."""
    before = on - timedelta(days=1)
    run = Run.objects.filter(control=control.full_name, as_of=before).values_list(*JUDGED).first()
    if run is None:
        return 0
    return max(0, sum(run) - sum(entries.count() for _model, entries, _verbs in _reached(control, before)))


def _places(model: Any, record_ids: QuerySet) -> list[tuple[int | None, str, int]]:
    """Whose the records are now, and where they lie."""
    rows = model.unscoped.filter(pk__in=record_ids).order_by()
    if not getattr(model, "owned", False):
        found = rows.count()
        return [(None, "", found)] if found else []
    return list(rows.values_list("owner", "org_path").annotate(cases=Count("pk")))


def _reached(control: Control, on: date) -> Iterator[tuple[Any, QuerySet, list[str]]]:
    """(model, the entries by which one of its states was reached that day, the verbs that it stands before)."""
    by_field: dict[tuple[Any, str], list[Action]] = {}
    for name in control.blocked:
        if (verb := registry.actions.get(name)) is not None and verb.then:
            by_field.setdefault((verb.model, verb.state_field), []).append(verb)
    start = timezone.make_aware(datetime.combine(on, time()))
    for (model, field), verbs in by_field.items():
        if states := _only(model, field, verbs):
            column = model._meta.get_field(field)
            before = [value for value, _label in column.flatchoices if value not in states]
            came = Q(**{f"changes__{field}__0__in": before, f"changes__{field}__1__in": sorted(states)})
            day = Entry.objects.filter(label=model.label(), at__gte=start, at__lt=start + timedelta(days=1))
            yield model, day.filter(came).exclude(source=UNDO), [verb.name for verb in verbs]


def _only(model: Any, field: str, verbs: list[Action]) -> set[str]:
    """The states to which these verbs alone lead."""
    others = [one for one in registry.actions_of(model) if one.state_field == field and one not in verbs]
    begins = str(model._meta.get_field(field).get_default())
    return {state for verb in verbs for state in verb.then} - {state for one in others for state in one.then} - {begins}


