"""The night of the sequences: what is due is made, once, in blocks; who may not be contacted gets nothing, and it says why."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from xianji.customers.consents import asking
from xianji.customers.consents.rules import ANY
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.enrolling import steps_of
from xianji.customers.nurturing.models import NurtureDispatch, NurtureEnrollment, NurtureStep
from xianji.customers.nurturing.sending import leaves, owe
from xianji.customers.nurturing.stopping import is_no, stop_these
from xianji.customers.nurturing.wording import title_of
from xianji.customers.touches.welcome import CHANNELS
from xianji.kit import sets
from xianji.kit.said import named, sentence
from xianji.org.among import Among
from xianji.org.company.settled import company
from xianji.org.days.calendar import work_calendar
from xianji.workspace.tasks.models import EVENING
from xianji.workspace.tasks.opening import Opening, open_tasks

SIZE = 500
State, Way = NurtureEnrollment.State, NurtureDispatch.Way
MOVED = ["step", "due_on", "state", "halted_at", "held_because"]


@dataclass
class Night:
    """What becomes of one block."""

    on: date
    steps: dict[int, list[NurtureStep]]
    before: set[tuple[int, int]]
    """(enrollment, step) that were made on other nights."""
    ended: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    changed: list[NurtureEnrollment] = field(default_factory=list)
    made: list[NurtureDispatch] = field(default_factory=list)


def make_due(on: date | None = None) -> dict[str, int]:
    """Everything that is due by this day. A night that was missed is caught up by the next one: one step each, and the wait for
    the one after counts from then. Returns how many steps were made, by their way."""
    today = on or timezone.localdate()
    done: dict[str, int] = defaultdict(int)
    last: int | None = 0
    with translation.override(company().language):
        while last is not None:
            with transaction.atomic():
                block = due(today, last)
                for one in go(block, today):
                    done[one.way] += 1
            last = block[-1].pk if len(block) == SIZE else None
    return dict(done)


def due(today: date, last: int) -> list[NurtureEnrollment]:
    """The next block, held until it is written, so that two nights at once make nothing twice."""
    rows = NurtureEnrollment.unscoped.filter(state=State.ACTIVE, deleted_at=None, due_on__lte=today, pk__gt=last).order_by("pk")
    links = ("sequence", "step", "lead", "lead__owner", "lead__campaign")
    return list(rows.select_related(*links).select_for_update(of=("self",))[:SIZE])


def go(block: list[NurtureEnrollment], today: date) -> list[NurtureDispatch]:
    """One step for each; a handful of statements, however many there are."""
    made = NurtureDispatch.objects.filter(Among("enrollment", [one.pk for one in block]))
    night = Night(today, steps_of(one.sequence_id for one in block), set(made.values_list("enrollment", "step")))
    said = answers(block)
    for one in block:
        decide(one, said[one.pk], night)
    for because, ids in night.ended.items():
        stop_these(ids, because)
    NurtureDispatch.objects.bulk_create(night.made)
    sets.update_many(NurtureEnrollment, night.changed, MOVED, verb="go_on", source="job")
    owe(one for one in night.made if one.way == Way.MAIL)
    open_tasks(task_of(one, today) for one in night.made if one.way == Way.TASK)
    return night.made


def answers(block: list[NurtureEnrollment]) -> dict[int, tuple[asking.Answer, asking.Answer]]:
    """{enrollment: (may they be contacted at all, may they in the way of the next step)}: the ledger's own question, for each
    purpose and way at once."""
    asked: dict[tuple[str, str], dict[int, Any]] = defaultdict(dict)
    for one in block:
        for channel in (ANY, channel_of(one)):
            asked[one.sequence.purpose, channel][one.lead_id] = one.lead
    said = {key: asking.answers(list(leads.values()), key[1], key[0]) for key, leads in asked.items()}
    return {
        one.pk: (said[one.sequence.purpose, ANY][one.lead_id], said[one.sequence.purpose, channel_of(one)][one.lead_id])
        for one in block
    }  # fmt: skip


def channel_of(one: NurtureEnrollment) -> str:
    """How the ledger calls the way of the next step."""
    return CHANNELS.get(one.step.channel, ANY) if one.step else ANY


def decide(one: NurtureEnrollment, said: tuple[asking.Answer, asking.Answer], night: Night) -> None:
    """Ended, held back, left out, or made."""
    lead, step, (at_all, this_way) = one.lead, one.step, said
    if because := rules.ENDS.get(lead.state) or (rules.OPT_OUT if lead.do_not_contact or is_no(at_all) else ""):
        night.ended[because].append(one.pk)
    elif lacks := lacking(lead, at_all):
        hold(one, lacks, night)
    elif step is None or (one.pk, step.pk) in night.before:
        advance(one, night)
    else:
        way = Way.SKIPPED if is_no(this_way) else Way.MAIL if leaves(step, lead) else Way.TASK
        because = this_way.code if way == Way.SKIPPED else ""
        night.made.append(NurtureDispatch(enrollment=one, step=step, edition=one.sequence.edition, way=way, because=because))
        advance(one, night)


def lacking(lead: Any, at_all: asking.Answer) -> str:
    """What must be there before anything is sent."""
    if not lead.basis:
        return rules.NO_BASIS
    if not at_all:
        return rules.UNASKED
    return rules.NOBODY if lead.owner is None or lead.owner.left_on else ""


def hold(one: NurtureEnrollment, lacks: str, night: Night) -> None:
    """Asked again the next night; since when it is held is kept."""
    one.halted_at = one.halted_at if one.held_because else timezone.now()
    one.held_because = lacks
    night.changed.append(one)


def advance(one: NurtureEnrollment, night: Night) -> None:
    """To the next step, or to the end."""
    after = following(one, night.steps[one.sequence_id], night.before)
    one.step, one.held_because, one.halted_at = after, "", None
    if after is None:
        one.state, one.due_on, one.halted_at = State.COMPLETED, None, timezone.now()
    else:
        one.due_on = rules.due_on(night.on, after.wait, after.unit, work_calendar().add_workdays)
    night.changed.append(one)


def following(one: NurtureEnrollment, steps: list[NurtureStep], before: set[tuple[int, int]]) -> NurtureStep | None:
    """The first of these that comes after the present step and was not made before."""
    place = (one.step.place or 0, one.step.pk) if one.step else (0, 0)
    left = (step for step in steps if (step.place or 0, step.pk) > place)
    return next((step for step in left if (one.pk, step.pk) not in before), None)


def task_of(made: NurtureDispatch, today: date) -> Opening:
    """What the owner has to do by the evening; what to say stands on the lead."""
    lead = made.enrollment.lead
    evening = timezone.make_aware(datetime.combine(today, time(EVENING)))
    way = named(NurtureStep.Channel(made.step.channel).label)
    title = sentence(gettext_noop("%(deed)s: %(things)s"), deed=way, things=title_of(made.step, lead))
    return Opening(made.key, title, lead.owner_id, evening, (lead.label(), lead.pk), source="plan")
