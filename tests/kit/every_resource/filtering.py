"""What to put into a filter: values that rows have, with the rows they must find, and nonsense."""

from typing import Any

from django.utils import timezone

Case = tuple[str, set[int]]
FREE = {"text", "long", "email", "url"}
NONSENSE = {
    "choice": "nonsense", "state": "nonsense", "link": "x", "person": "x", "yesno": "perhaps", "date": "someday",
    "moment": "2026-13-45", "whole": "1.5", "money": "much", "price": "1..much", "quantity": "x", "rate": "half",
    "number": "x",
}  # fmt: skip


def plausible(resource: Any, name: str) -> list[Case]:
    """A value of the first row that has one, and the empty value where rows lack one."""
    column = resource.column(name)
    path = f"{name}_id" if column.is_link else name
    values = dict(resource.model.objects.values_list("pk", path))
    given = next(value for value in values.values() if value not in (None, ""))
    cases = [same_day(values, given)] if column.kind == "moment" else [(written(given), same(values, given))]
    if column.kind not in {"yesno"}:
        blank = {pk for pk, value in values.items() if value is None or value == ""}
        cases += [("none", blank), ("any", values.keys() - blank)]
    if column.is_number or column.kind == "date":
        cases.append((f"..{written(given)}", {pk for pk, v in values.items() if v is not None and v <= given}))
    return cases


def same(values: dict[int, Any], given: Any) -> set[int]:
    return {pk for pk, value in values.items() if value == given}


def same_day(values: dict[int, Any], given: Any) -> Case:
    day = timezone.localtime(given).date()
    found = {pk for pk, value in values.items() if value and timezone.localtime(value).date() == day}
    return str(day), found


def written(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def nonsense(resource: Any, name: str) -> list[str]:
    """Values that this filter must refuse; free text has none. An unknown filter refuses everything."""
    if name not in resource.filterable:
        return ["1"]
    kind = resource.column(name).kind
    return [] if kind in FREE else [NONSENSE.get(kind, "nonsense")]
