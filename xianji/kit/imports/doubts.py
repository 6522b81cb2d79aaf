"""Cells that stand for nothing known: a person says what each distinct one means, and the file is checked again."""

from dataclasses import dataclass
from typing import Any

from xianji.kit import registry
from xianji.kit.columns import Column, title_field
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.reading import close_values
from xianji.lib import actor

CODES = ("unknown", "several", "not_a_choice", "not_yes_no")
SHOWN = 60
NAMED = 500


@dataclass
class Doubt:
    """One text of one column, how often it stands there, and what it may mean."""

    place: int
    column: str
    given: str
    message: str
    count: int
    choices: list[tuple[str, str]]
    names: list[str]
    may_add: bool
    likely: str


def doubts_of(resource: Any, report: dict[str, Any]) -> list[Doubt]:
    """What the report could not read, as questions; the place counts among the report's errors."""
    made: list[Doubt] = []
    known: dict[str, tuple[list[tuple[str, str]], list[str], bool]] = {}
    for place, one in enumerate(report.get("errors", [])):
        if one["code"] not in CODES or not one.get("given") or len(made) == SHOWN:
            continue
        if one["field"] not in known:
            known[one["field"]] = meanings_of(resource.column(one["field"]))
        choices, names, may_add = known[one["field"]]
        near = close_values(one["given"], names)
        made.append(Doubt(place, one["column"], one["given"], one["message"], one["count"], choices, names,
                          may_add and one["code"] == "unknown", near.choice if near else ""))  # fmt: skip
    return made


def meanings_of(column: Column) -> tuple[list[tuple[str, str]], list[str], bool]:
    """Choices with their labels, or names of linked records one may see, and whether one may add to them."""
    if not column.is_link:
        choices = column.choices or {"yes": "✓", "no": "✗"}
        return [(str(value), str(label)) for value, label in choices.items()], [], False
    model = column.field.related_model
    rows = model.objects.filter(**(column.field.get_limit_choices_to() or {})).order_by()
    name = title_field(model)
    names = sorted(map(str, rows.values_list(name, flat=True)[: NAMED + 1]))
    linked = registry.resources.get(model._meta.label_lower)
    may_add = linked is not None and linked.may(actor.current(), "create")
    return [], names if len(names) <= NAMED else [], may_add


def answered(posted: Any, report: dict[str, Any], mapping: Mapping) -> Mapping:
    """The mapping with what was said about each text: left blank, another value, or added."""
    for place, one in enumerate(report.get("errors", [])):
        said, target = posted.get(f"do.{place}", ""), mapping.columns.get(one.get("column", ""))
        if target is None or one["code"] not in CODES:
            continue
        if said == "blank":
            target.values[one["given"]] = ""
        elif said == "means" and (meant := posted.get(f"means.{place}", "").strip()):
            target.values[one["given"]] = meant
        elif said == "add" and one["code"] == "unknown":
            target.adds = [*dict.fromkeys([*target.adds, target.values.get(one["given"], one["given"])])]
    return mapping
