"""A list in groups: each value of a field with its count and sums, and the first rows of those that stand open. Which groups
there are and what they add up to costs one or two statements, the rows of all open groups one more."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.columns import Column, title_field
from xianji.kit.lists.cells import Cell, maker
from xianji.kit.lists.filters import NONE, ONLY
from xianji.kit.lists.query import ListQuery, mark_of
from xianji.kit.lists.steered import AnyOf
from xianji.kit.order import sorted_by
from xianji.kit.tables.feet import Foot
from xianji.kit.tables.totals import MOST, Total, total, totals

SHOWN = 100
"""Groups on one page: the largest."""
OPEN = 8
"""Groups that stand open at the same time."""
SIZE = 10
"""First rows of a group."""
FEW = 50
"""Values that are counted one by one, where there are too many rows to count them all."""
PATIENCE = 1.0
"""Seconds after which the remaining values go without a count."""


@dataclass
class Group:
    """`text` is the value as the address writes it; `total` None where it has too many rows to add up."""

    value: Any
    text: str
    cell: Cell
    total: Total | None
    is_many: bool = False
    is_open: bool = False
    rows: list[tuple] = field(default_factory=list)
    after: str = ""


@dataclass
class Groups:
    """`left_out` groups are not shown; `is_too_many`: there are too many rows to say which groups there are."""

    groups: list[Group]
    left_out: int = 0
    is_too_many: bool = False

    @property
    def total(self) -> Total | None:
        """What all add up to; None where one of them is not known."""
        if self.left_out or self.is_too_many or any(group.total is None for group in self.groups):
            return None
        return sum((group.total for group in self.groups if group.total), Total())


def groups(query: ListQuery, column: Column, names: list[str], feet: tuple[Foot, ...] = ()) -> Groups:
    """Every group that has rows, in the order of the choices or by name, what has no value last."""
    found = totals(query, attname(column), names, feet)
    if found is None:
        return one_by_one(query, column, names, feet)
    largest = sorted(found, key=lambda value: -found[value].count)[:SHOWN]
    made = named(column, {value: found[value] for value in largest})
    return Groups(made, left_out=len(found) - len(largest))


def one_by_one(query: ListQuery, column: Column, names: list[str], feet: tuple[Foot, ...]) -> Groups:
    """Each known value as a list of its own, which its index answers; sums only where they stay within the bound."""
    known = values_of(column)
    if known is None:
        return Groups([], is_too_many=True)
    until = time.monotonic() + PATIENCE
    counted: dict[Any, Total | None] = {}
    for value in known:
        if time.monotonic() < until:
            narrowed = query.within(column.path, text_of(column, value))
            counted[value] = total(narrowed, names, feet)
    made = named(column, {value: one for value, one in counted.items() if one is None or one.count})
    return Groups(made, left_out=len(known) - len(counted))


def values_of(column: Column) -> list[Any] | None:
    """The values that a field may have; None where they are too many to ask one by one."""
    if column.kind == "yesno":
        return [True, False]
    if column.choices:
        return [*column.choices, *([None] if column.field.blank or column.field.null else [])]
    pks = list(column.field.related_model.unscoped.filter(deleted_at=None).values_list("pk", flat=True)[: FEW + 1])
    return None if len(pks) > FEW else [*pks, None]


def attname(column: Column) -> str:
    return column.field.attname


def text_of(column: Column, value: Any) -> str:
    """A value as a filter asks for it."""
    if value is None or value == "":
        return NONE
    if column.kind == "yesno":
        return "yes" if value else "no"
    return f"{ONLY}{value}" if column.path == "unit" else str(value)


def named(column: Column, found: Mapping[Any, Total | None]) -> list[Group]:
    """The values with what people call them."""
    titles = titles_of(column, [value for value in found if value is not None])
    make = maker(column)
    made = []
    for value, one in found.items():
        if column.is_link:
            cell = make(value, titles.get(value) if value is not None else None)
            cell = (*cell[:2], "") if column.kind == "link" else cell
        else:
            cell = make(value)
        made.append(Group(value, text_of(column, value), cell, one, is_many=one is None))
    order = {value: place for place, value in enumerate(column.choices)}
    return sorted(made, key=lambda one: (one.value in (None, ""), order.get(one.value, len(order)), one.cell[1]))


def titles_of(column: Column, pks: list[Any]) -> dict[Any, str]:
    if not column.is_link or not pks:
        return {}
    model = column.field.related_model
    return {pk: str(title) for pk, title in model.unscoped.filter(pk__in=pks).values_list("pk", title_field(model))}


def open_up(query: ListQuery, column: Column, found: list[Group], wanted: tuple[str, ...] | None, fields: list[str]) -> None:
    """The first rows of the open groups, all with one statement."""
    opened = [one for one in found if wanted is None or one.text in wanted][:OPEN]
    for group in opened:
        group.is_open = True
    if not opened:
        return
    name, down = query.sort
    arms = [query.within(column.path, group.text).first(SIZE + 1, down).values("pk") for group in opened]
    model = query.resource.model
    rows = sorted_by(model.unscoped.filter(pk__in=AnyOf(arms)), name, down).values_list(name, "pk", attname(column), *fields)
    places = {group.value: group for group in opened}
    for value, pk, key, *rest in rows:
        if (there := places.get(None if key == "" else key)) is not None:
            there.rows.append((value, pk, *rest))
    for group in opened:
        if len(group.rows) > SIZE:
            group.rows = group.rows[:SIZE]
            group.after = mark_of(group.rows[-1])


def problem(found: Groups, column: Column) -> str:
    """What is to be said about groups that are missing; empty when none is."""
    if found.is_too_many:
        return _("More than %(most)s records match: too many to group by %(field)s. Filter first.") % {
            "most": f"{MOST:,}", "field": column.label}  # fmt: skip
    if found.left_out:
        told = {"shown": len(found.groups), "all": len(found.groups) + found.left_out}
        return _("The %(shown)s largest of %(all)s groups are shown.") % told
    return ""


def told_open(found: list[Group], one: Group) -> str:
    """The word `open` of the address after this group has been opened or closed."""
    texts = [group.text for group in found if group.is_open is not (group is one)]
    return ",".join(texts) or "-"


def each(found: list[Group]) -> Iterator[tuple]:
    """The rows of all open groups, one after the other."""
    return (row for group in found for row in group.rows)
