"""The way of a record through its states: what is behind it, where it stands and since when, what comes next and by what."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit.actions import Action
from xianji.kit.boards.declared import board_of
from xianji.kit.boards.lanes import days, days_since, staying

BORN = ("create", "import")
FAR = 50
"""Entries that are looked through for the one that brought the state."""
ASIDE = {"bad", "warn"}
"""States in these tones are no aim, unless a record begins there."""


def bar(resource: Any, record: Any, doable: list[Action]) -> dict[str, Any] | None:
    """What the bar shows; None for kinds without such a way."""
    name, path = way(resource)
    if not path:
        return None
    field, now = record._meta.get_field(name), str(getattr(record, name) or "")
    labels = {str(value): label for value, label in field.flatchoices}
    ahead, over = onward(path, now) or back(path, now, doable), is_over(record, path, now)
    made = {"label": field.verbose_name, "steps": steps(path, now, labels), "next": labels.get(ahead, ""),
            "how": how(record, now, ahead, doable), "is_over": over,
            "is_aside": now not in path and not over}  # fmt: skip
    return {**made, **standing(resource, record, name, now)}


@lru_cache(maxsize=1024)
def way(resource: Any) -> tuple[str, tuple[str, ...]]:
    """(state field, its states in order): those of the resource or, where verbs or a board lead from one to the next, all that
    are an aim."""
    name = field_of(resource)
    if not name or resource.stages == []:
        return name, ()
    if resource.stages is not None:
        return name, tuple(str(getattr(one, "value", one)) for one in resource.stages)
    field = resource.model._meta.get_field(name)
    path = tuple(str(value) for value, _label in field.flatchoices if is_aim(resource, field, str(value)))
    return name, path if len(path) > 1 else ()


def field_of(resource: Any) -> str:
    """The field that verbs move, or by which the board has its lanes."""
    if board := board_of(resource):
        return board.by
    return next((action.state_field for action in resource.verbs() if action.then), "")


def is_aim(resource: Any, field: Any, state: str) -> bool:
    if state == str(field.get_default() or ""):
        return True
    if getattr(resource.model, "tones", {}).get(state) in ASIDE:
        return False
    leading = [a for a in resource.verbs() if a.state_field == field.name and any(state in to for to in a.paths.values())]
    return not leading or not all(action.is_danger for action in leading)


def steps(path: tuple[str, ...], now: str, labels: dict[str, Any]) -> list[dict[str, Any]]:
    """Behind, here, ahead; a state aside stands in the place of the last, and what was behind is not known then."""
    if now not in path:
        return [*({"label": labels[one], "state": ""} for one in path[:-1]), {"label": labels.get(now, now), "state": "current"}]
    at = path.index(now)
    here = "done" if at == len(path) - 1 else "current"
    told = ["done"] * at + [here] + [""] * (len(path) - at - 1)
    return [{"label": labels[one], "state": state} for one, state in zip(path, told, strict=True)]


def onward(path: tuple[str, ...], now: str) -> str:
    """The state that follows; nothing after the last."""
    if now not in path:
        return ""
    at = path.index(now)
    return path[at + 1] if at + 1 < len(path) else ""


def back(path: tuple[str, ...], now: str, doable: list[Action]) -> str:
    """From a state aside to the way again, by what the actor may do; nothing where it may lead to several."""
    led = {one for action in doable for one in action.paths.get(now, ()) if one in path}
    return led.pop() if now not in path and len(led) == 1 else ""


def is_over(record: Any, path: tuple[str, ...], now: str) -> bool:
    """Whether nothing follows: what the model calls final, or the last of the way where it calls nothing so."""
    finals = [str(getattr(one, "value", one)) for one in getattr(record, "final", ())]
    return now in finals if finals else not onward(path, now)


def how(record: Any, now: str, ahead: str, doable: list[Action]) -> str:
    """What leads there, or on from a state aside: a verb that the actor may do, or what happens by itself."""
    action = next((one for one in doable if (ahead in one.paths.get(now, ()) if ahead else one.paths.get(now))), None)
    if action is not None:
        return _("by “%(verb)s”") % {"verb": action.label}
    told = {str(getattr(state, "value", state)): reason for state, reason in record.by_itself.items()}
    return str(told.get(ahead, ""))


def standing(resource: Any, record: Any, name: str, now: str) -> dict[str, Any]:
    """Since when, and whether that is longer than usual; where no column keeps it, the journal tells it late."""
    board = board_of(resource)
    day = getattr(record, board.since) if board and board.by == name and board.since else None
    if board is None or day is None:
        return {"is_late_known": True}
    stay, norm = days_since(day), board.norms.get(now)
    told = {} if stay is None or norm is None else {"stay": days(stay), "norm": days(norm), "rot": staying(stay, norm)["rot"]}
    return {"is_late_known": False, "since": day, **told}


def since(resource: Any, record: Any) -> date | datetime | None:
    """From the journal: when the record came into the state in which it stands."""
    name, path = way(resource)
    if not path or not standing(resource, record, name, "")["is_late_known"]:
        return None
    attname = record._meta.get_field(name).attname
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk).order_by("-id").values_list("at", "verb", "changes")
    return next((at for at, verb, changed in rows[:FAR] if verb in BORN or attname in changed), None)
