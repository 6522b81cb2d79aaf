"""Every name in a resource exists: checked by `manage.py check`, at start and in the tests, with a message that says where."""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist

from xianji.kit import registry
from xianji.kit.actions import PUT_BACK
from xianji.kit.boards.declared import board_of
from xianji.kit.columns import Column, UnknownColumn

LISTS = ("columns", "filters", "search", "fixed", "facts", "quick", "alike", "imports", "dates", "agenda")


def register() -> None:
    checks.register(check_resources, "resources")


def check_resources(app_configs: Any = None, **options: Any) -> list[checks.CheckMessage]:
    """Django calls this; one error per name that does not exist."""
    return [problem for resource in registry.resources.values() for problem in problems(resource)]


def problems(resource: Any) -> Iterator[checks.Error]:
    """What is wrong with the names of one resource."""
    for attribute, name in named(resource):
        if reason := missing(resource.model, name):
            yield error(resource, attribute, name, reason, "E001")
    yield from lines(resource)
    yield from states(resource)
    yield from board(resource)
    yield from calendar(resource)


def named(resource: Any) -> Iterator[tuple[str, str]]:
    """(attribute, field name) for everything a resource names."""
    for attribute in LISTS:
        yield from ((attribute, name) for name in getattr(resource, attribute) or [])
    for names in resource.sections.values():
        yield from (("sections", name) for name in names)
    yield from (("order", name.removeprefix("-")) for name in resource.order)
    yield from (("guarded", name) for name in resource.guarded)
    yield from (("card", name) for name in resource.card.values())
    yield from (("depends", name) for pair in resource.depends.items() for name in pair)
    if resource.key:
        yield "key", resource.key


def missing(model: Any, name: str) -> str:
    """Why this is no field of the model; empty when it is one."""
    if name == "pk":
        return ""
    try:
        Column(model, name).field  # noqa: B018
    except UnknownColumn:
        return f"{model._meta.label} has no such field"
    return ""


def field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def lines(resource: Any) -> Iterator[checks.Error]:
    """Lines name a reverse link, then fields of what it leads to."""
    for relation, names in resource.lines.items():
        found = field(resource.model, relation)
        if found is None or not found.one_to_many:
            yield error(resource, "lines", relation, "it is no reverse link of the model", "E002")
            continue
        for name in names:
            if reason := missing(found.related_model, name):
                yield error(resource, f"lines[{relation!r}]", name, reason, "E002")


def states(resource: Any) -> Iterator[checks.Error]:
    """The states that verbs name are choices of their state field; what they need are fields."""
    for action in resource.verbs():
        yield from (error(resource, f"actions: {action.name}", name, f"{action.model._meta.label} has no such field", "E001")
                    for name in action.needs if field(action.model, name) is None)  # fmt: skip
        yield from (error(resource, f"actions: {action.name}", action.undo, reason, "E003")
                    for reason in [no_way_back(resource, action)] if reason)  # fmt: skip
        found = field(action.model, action.state_field) if action.when or action.then else None
        known = {str(value) for value, _label in getattr(found, "flatchoices", [])}
        for state in (*action.when, *action.then):
            if state not in known:
                where = f"actions: {action.name}"
                yield error(resource, where, state, f"it is no choice of {action.state_field!r}", "E003")


def no_way_back(resource: Any, action: Any) -> str:
    """Why `undo` leads nowhere; empty where it leads back, or the verb is final."""
    if action.undo in {"", PUT_BACK}:
        return ""
    back = next((one for one in resource.verbs() if one.name == action.undo), None)
    if back is None:
        return f"{action.model._meta.label} has no such verb"
    asks = [name for name, one in back.parameters.items() if one.default is one.empty]
    return f"it asks for {', '.join(asks)}, and undoing asks nothing" if asks else ""


def board(resource: Any) -> Iterator[checks.Error]:
    """A board needs a field with choices for its lanes, and its cards name fields."""
    if not (declared := board_of(resource)):
        return
    if not getattr(field(resource.model, declared.by), "choices", None):
        yield error(resource, "board", declared.by, "it is no field with choices", "E004")
    for name in declared.names:
        if reason := missing(resource.model, name):
            yield error(resource, "board", name, reason, "E001")


def calendar(resource: Any) -> Iterator[checks.Error]:
    """A calendar goes by dates that can be filtered, since its days lead to the list; an agenda also asks for the owner."""
    for attribute in ("dates", "agenda"):
        for name in getattr(resource, attribute):
            if not missing(resource.model, name) and (
                name not in resource.filterable or resource.column(name).kind not in {"date", "moment"}
            ):
                yield error(resource, attribute, name, "it is no date that the list can be filtered by", "E005")
    if resource.agenda and "owner" not in resource.filterable:
        yield error(resource, "agenda", "owner", "an agenda is its owner's, and the list cannot be filtered by owner", "E005")


def error(resource: Any, attribute: str, name: str, reason: str, code: str) -> checks.Error:
    text = f"{type(resource).__module__}.{type(resource).__name__}: {attribute} names {name!r}, but {reason}."
    return checks.Error(text, obj=resource.model, id=f"kit.{code}")
