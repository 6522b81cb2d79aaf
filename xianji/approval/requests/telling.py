"""Requests as pages show them: facts, reasons, time left, and the trail of steps."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.approval.requests import rules
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.rules import Stage
from xianji.kit import registry, said
from xianji.kit.columns import Column, UnknownColumn
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.org.models import Person, Role
from xianji.rulebook.tables.deciding import places
from xianji.rulebook.tables.declared import declared

TONES = {"approved": "ok", "returned": "warn", "rejected": "bad", "open": "info"}
ICONS = {
    "approved": "check", "returned": "arrow-back-up", "rejected": "circle-x", "open": "hourglass-low", "delegated": "user-share",
    "moved": "arrow-right", "closed": "x", "waiting": "clock", "skipped": "arrow-right",
}  # fmt: skip


def facts(request: Request, *, is_asked: bool) -> list[dict[str, str | None]]:
    """[{label, old, new}]: those who are asked see all that they decide on, others what their own rights show them."""
    resource = registry.resource_of(request.about_label) if request.about_label in registry.resources else None
    made: list[dict[str, str | None]] = []
    for one in request.facts:
        column = None
        if one["is_field"] and resource is not None:
            try:
                column = resource.column(one["name"])
                label = str(column.label)
            except UnknownColumn:
                column = None
        if column is None:
            was, now = (said.written(one[name], one.get("kind", "")) for name in ("old", "new"))
            made.append({"label": said.told(one["name"]), "old": was, "new": now})
        elif is_asked or not column.guard or actor.current().may(column.guard):
            told = {name: in_words(column, value) if value is not None else None
                    for name, value in (("old", one["old"]), ("new", one["new"]))}  # fmt: skip
            made.append({"label": label, **told})
    return made


def in_words(column: Column, value: Any) -> str:
    return str(column.told(value) if column.told and value else column.choices.get(value, value))


def because(request: Request) -> dict[str, str]:
    """The row of the decision table that asked for this: {text, href}; empty where none did."""
    told = request.because
    if not told:
        return {}
    table, version, row = told.get("table", ""), told.get("version", ""), told.get("row", "")
    if table in declared and isinstance(version, int) and row:
        row = writing.several(places(table, version, row.split(", ")))
    words = {
        "table": str(declared[table].title) if table in declared else table, "row": row,
        "version": f"v{version}" if isinstance(version, int) else version,
    }  # fmt: skip
    text = _("%(table)s %(version)s, row %(row)s") if words["row"] != "" else "%(table)s %(version)s"
    return {"text": (text % words).strip(), "href": told.get("href", "")}


def time_left(due: datetime | None, now: datetime | None = None) -> dict[str, str]:
    """{text, tone}: hours on the last day, the moment before, and since when it is late."""
    if due is None:
        return {"text": "", "tone": ""}
    left = due - (now or timezone.now())
    if left <= timedelta():
        return {"text": _("late since %(moment)s") % {"moment": writing.moment(due)}, "tone": "bad"}
    if left < timedelta(hours=1):
        minutes = int(left.total_seconds() // 60) + 1
        return {"text": ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}, "tone": "warn"}
    if left < timedelta(hours=24):
        hours = int(left.total_seconds() // 3600)
        tone = "warn" if hours < 4 else ""
        return {"text": ngettext("%(count)s hour left", "%(count)s hours left", hours) % {"count": hours}, "tone": tone}
    return {"text": writing.moment(due), "tone": ""}


def trail(request: Request) -> list[dict[str, Any]]:
    """The steps in order, each with those who were or are asked; those to come are named. Four statements at most."""
    steps = list(Step.objects.filter(request=request).order_by("place", "pk"))
    seats: dict[int, list[Seat]] = {}
    for one in Seat.objects.filter(request=request).select_related("person", "decided_by").order_by("pk"):
        seats.setdefault(one.step_id, []).append(one)
    names = Names([Stage.read(step.stage) for step in steps])
    return [told(step, seats.get(step.pk, []), names) for step in steps]


def told(step: Step, seats: list[Seat], names: "Names") -> dict[str, Any]:
    stage = Stage.read(step.stage)
    left = time_left(step.due_at) if step.state == Step.State.OPEN else {"text": "", "tone": ""}
    shown = [one for one in seats if one.state != Seat.State.CLOSED]
    return {
        "title": names.of(stage), "state": step.get_state_display(), "tone": TONES.get(step.state, ""), "icon": ICONS[step.state],
        "quorum": quorum(stage), "left": left, "is_added": step.added_by_id is not None, "is_ahead": step.state == "waiting",
        "seats": [seat(one) for one in shown],
    }  # fmt: skip


def seat(one: Seat) -> dict[str, Any]:
    """Who was asked and what was said; a deputy is named beside the one they stood in for."""
    for_whom = str(one.person) if one.decided_by_id and one.decided_by_id != one.person_id else ""
    who = one.decided_by if for_whom else one.person
    return {
        "name": str(who), "key": who.pk if who else 0, "for_whom": for_whom, "state": one.get_state_display(),
        "tone": TONES.get(one.state, ""), "icon": ICONS[one.state], "at": one.decided_at, "comment": one.comment,
    }  # fmt: skip


def quorum(stage: Stage) -> str:
    """How many must agree, where that is not plain."""
    many = len(stage.parties) > 1 or any(one.each for one in stage.parties)
    if not many:
        return ""
    if not stage.quorum:
        return _("all must agree")
    return _("one must agree") if stage.quorum == 1 else _("%(count)s must agree") % {"count": stage.quorum}


class Names:
    """What the parties of some steps are called, in the reader's language; two statements for all."""

    def __init__(self, stages: list[Stage]) -> None:
        parties = [one for stage in stages for one in stage.parties]
        codes = {one.name for one in parties if one.kind == rules.ROLE}
        ids = {int(one.name) for one in parties if one.kind == rules.PERSON}
        roles = Role.unscoped.filter(code__in=codes).values_list("code", "name") if codes else ()
        people = Person.unscoped.filter(pk__in=ids).values_list("pk", "name") if ids else ()
        self.roles, self.people = dict(roles), {str(pk): name for pk, name in people}

    def of(self, stage: Stage) -> str:
        return " + ".join(self.party(one) for one in stage.parties)

    def party(self, who: rules.Who) -> str:
        if who.kind == rules.ROLE:
            return self.roles.get(who.name, who.name)
        if who.kind == rules.PERSON:
            return self.people.get(who.name, "—")
        return _("Superior") if who.kind == rules.SUPERIOR else who.name
