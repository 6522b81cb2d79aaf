"""After the steps of a sequence were written: they are numbered, nobody waits for one that is gone, and a change of what is in
use makes a new edition."""

from django.db.models import Max
from django.utils import timezone

from xianji.customers.nurturing.enrolling import steps_of
from xianji.customers.nurturing.going import MOVED, following
from xianji.customers.nurturing.models import OPEN, NurtureDispatch, NurtureEnrollment, NurtureSequence, NurtureStep
from xianji.kit import sets, store

State = NurtureEnrollment.State


def settle(sequence: NurtureSequence) -> None:
    """In the transaction of the form."""
    steps = sorted(steps_of([sequence.pk])[sequence.pk], key=lambda one: (one.place is None, one.place or 0, one.pk))
    leave_gone(sequence, steps)
    number(steps)
    renew_edition(sequence)


def number(steps: list[NurtureStep]) -> None:
    for place, step in enumerate(steps, 1):
        step.place = place
    sets.update_many(NurtureStep, steps, ["place"], verb="change", source="")


def leave_gone(sequence: NurtureSequence, steps: list[NurtureStep]) -> None:
    """Who waited for a step that is gone waits for the one after it, on the same day."""
    rows = NurtureEnrollment.unscoped.filter(sequence=sequence, state__in=OPEN, step__deleted_at__isnull=False)
    waiting = list(rows.select_related("step"))
    made = NurtureDispatch.objects.filter(enrollment__in=rows) if waiting else NurtureDispatch.objects.none()
    before = set(made.values_list("enrollment", "step"))
    for one in waiting:
        one.step = following(one, steps, before)
        if one.step is None:
            one.state, one.due_on, one.halted_at = State.COMPLETED, None, timezone.now()
    sets.update_many(NurtureEnrollment, waiting, MOVED, verb="go_on", source="")


def renew_edition(sequence: NurtureSequence) -> None:
    """What each lead got is told by the edition of its time."""
    changed_at = NurtureStep.unscoped.filter(sequence=sequence).aggregate(at=Max("updated_at"))["at"]
    if changed_at is None or changed_at <= sequence.edited_at:
        return
    row = NurtureSequence.unscoped.get(pk=sequence.pk)
    if row.state == NurtureSequence.State.DRAFT:
        NurtureSequence.unscoped.filter(pk=row.pk).update(edited_at=changed_at)
        return
    row.edited_at = changed_at
    row.edition += 1
    store.change(row, verb="revise")
    sequence.__dict__.update(row.__dict__)
