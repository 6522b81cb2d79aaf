"""A sequence as a picture of its steps, and where a lead is in its sequences."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from xianji.customers.nurturing.models import OPEN, NurtureDispatch, NurtureEnrollment, NurtureSequence, NurtureStep
from xianji.customers.nurturing.wording import text_of, title_of
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

State, Way = NurtureEnrollment.State, NurtureDispatch.Way
VIEW = f"{NurtureEnrollment.label()}.view"
MOST = 10
ICONS = {"mail": "mail", "sms": "message", "call": "phone", "task": "checkbox"}
WAYS = {Way.MAIL: _("Mails"), Way.TASK: _("Tasks"), Way.SKIPPED: _("Left out")}


class Picture(Panel):
    """On a sequence: its steps in order, and how many of the leads that the reader sees wait, went on or stopped at each."""

    def open_on(self, record: Any) -> bool:
        return actor.current().may(VIEW)

    def context(self, record: NurtureSequence, request: HttpRequest) -> dict[str, Any]:
        """Three statements."""
        steps = NurtureStep.objects.filter(sequence=record).order_by("place", "pk")
        mine = NurtureEnrollment.objects.filter(sequence=record)
        grouped = mine.order_by().values_list("step", "state", "ended_because", "held_because").annotate(Count("pk"))
        made = NurtureDispatch.objects.filter(enrollment__in=mine).order_by().values_list("step", "way").annotate(Count("pk"))
        states, places = places_of(grouped)
        ways: dict[int, Counter] = defaultdict(Counter)
        for step, way, count in made:
            ways[step][Way(way)] += count
        return {
            "steps": [drawn(one, places[one.pk], ways[one.pk]) for one in steps], "states": states, "total": sum(states.values()),
            "href": f"{registry.resource_of(NurtureEnrollment).path}?sequence={record.pk}",
            "labels": {state.value: state.label for state in State}, "may_change": may_write(record),
        }  # fmt: skip


def places_of(grouped: Any) -> tuple[Counter, dict[int | None, Counter]]:
    """({state: how many}, {step: {waiting, held, or the reason for which they stopped there: how many}})."""
    states: Counter = Counter()
    places: dict[int | None, Counter] = defaultdict(Counter)
    for step, state, ended, held, count in grouped:
        states[state] += count
        if state in OPEN:
            places[step]["waiting"] += count
            places[step]["held"] += count if held else 0
        elif state == State.STOPPED:
            places[step][NurtureEnrollment.Why(ended or NurtureEnrollment.Why.BY_HAND)] += count
    return states, places


def drawn(step: NurtureStep, there: Counter, made: Counter) -> dict[str, Any]:
    """One step of the picture."""
    ended = [(why.label, there[why]) for why in NurtureEnrollment.Why if there[why]]
    return {
        "step": step, "icon": ICONS[step.channel], "waiting": there["waiting"], "held": there["held"], "ended": ended,
        "made": [(label, made[way]) for way, label in WAYS.items() if made[way]],
    }  # fmt: skip


def may_write(record: NurtureSequence) -> str:
    """Where its steps are written, for those who may."""
    resource = registry.resource_of(NurtureSequence)
    return f"{resource.address(record.pk)}/edit" if resource.may(actor.current(), "change") else ""


class Nurtured(Panel):
    """On a lead: in which sequences it is or was, what comes next, and what its owner is to say now."""

    def open_on(self, record: Any) -> bool:
        return actor.current().may(VIEW)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Two statements; who sees the lead sees its sequences."""
        resource = registry.resource_of(NurtureEnrollment)
        found = NurtureEnrollment.objects.filter(lead=record).select_related("sequence", "step").order_by("-pk")
        rows = list(found[:MOST])
        last = last_made([one.pk for one in rows])
        may = {verb: actor.current().may(f"{resource.label}.{verb}") for verb in ("pause", "resume", "stop")}
        return {
            "rows": [row(one, last.get(one.pk), resource.address(one.pk), record, may) for one in rows],
            "back": registry.resource_of(record.label()).address(record.pk),
        }  # fmt: skip


def last_made(ids: list[int]) -> dict[int, NurtureDispatch]:
    """{enrollment: the last step that was made}."""
    rows = NurtureDispatch.objects.filter(enrollment__in=ids).select_related("step").order_by("at", "pk")
    return {one.enrollment_id: one for one in rows} if ids else {}


def row(one: NurtureEnrollment, last: NurtureDispatch | None, href: str, lead: Any, may: dict[str, bool]) -> dict[str, Any]:
    is_open = one.state in OPEN
    to_say = last if is_open and last and last.way == Way.TASK else None
    return {
        "one": one, "href": href, "is_open": is_open, "last": last,
        "next": title_of(one.step, lead) if is_open and one.step else "", "icon": ICONS[one.step.channel] if one.step else "",
        "say": text_of(to_say.step, lead) if to_say else "",
        "verb": "pause" if one.state == State.ACTIVE and may["pause"] else "resume" if is_open and may["resume"] else "",
        "may_stop": is_open and may["stop"],
    }  # fmt: skip


PICTURE = Picture("picture", _("Steps"), "customers/nurturing/sequence.html", "main")
NURTURED = Nurtured("nurturing", _("Nurturing"), "customers/nurturing/lead.html")
