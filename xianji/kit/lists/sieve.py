"""The filter editor: conditions that all hold and groups of alternatives, as rows of a form; to and from the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.lists import controls
from xianji.kit.lists.asked import value_of
from xianji.kit.lists.filters import NOT, BadFilter
from xianji.kit.lists.groups import NAMES, conditions_of, is_group, read, written
from xianji.kit.lists.query import RESERVED
from xianji.kit.lists.related import asked_for, open_related
from xianji.kit.refusals import Refused
from xianji.lib import actor, whole

AT = re.compile(r"(\d)\.(\d)\.(\d)\.field", re.ASCII)
ROOM = 10
"""Rows, alternatives and groups are counted with one digit each."""


@dataclass
class Row:
    """One condition: its field, its value, and what is wrong with it."""

    name: str = ""
    value: str = ""
    error: str = ""
    is_new: bool = False


@dataclass
class Sieve:
    """`groups[0]` has one alternative: what all rows must fulfil."""

    groups: list[list[list[Row]]] = field(default_factory=lambda: [[[]]])

    def rows(self) -> Iterator[Row]:
        return (row for group in self.groups for alternative in group for row in alternative)

    def words(self) -> dict[str, str]:
        """The filters of the address; a field asked for twice becomes a group of its own."""
        plain: dict[str, str] = {}
        twice: list[tuple[str, str]] = []
        for row in self.groups[0][0]:
            if row.value and row.name not in plain:
                plain[row.name] = row.value
            elif row.value:
                twice.append((row.name, row.value))
        groups = [written([(one,)]) for one in twice]
        for group in self.groups[1:]:
            filled = [tuple((row.name, row.value) for row in alternative if row.value) for alternative in group]
            if alternatives := [one for one in filled if one]:
                groups.append(written(alternatives))
        if len(groups) > len(NAMES):
            raise BadFilter(_("At most %(most)s groups.") % {"most": len(NAMES)})
        return plain | dict(zip(NAMES, groups, strict=False))


def from_address(resource: Any, asked: QueryDict) -> Sieve:
    """What stands in the list's address; refused where the list would refuse it."""
    given = {name: str(value) for name, value in asked.items() if value and name not in RESERVED}
    conditions_of(resource, given)
    groups = [[[Row(*one) for one in alternative] for alternative in read(text)]
              for name, text in given.items() if is_group(name)]  # fmt: skip
    return Sieve([[[Row(name, value) for name, value in given.items() if not is_group(name)]], *groups])


def from_form(resource: Any, asked: QueryDict) -> Sieve:
    """What the form sent: rows in order, whatever is wrong with one told beside it."""
    found: dict[str, dict[str, list[Row]]] = {"0": {"0": []}}
    for at in sorted(name.removesuffix(".field") for name in asked if AT.fullmatch(name)):
        group, alternative, _row = at.split(".")
        found.setdefault(group, {}).setdefault(alternative, []).append(row_of(resource, asked, at))
    return Sieve([list(group.values()) for group in found.values()])


def row_of(resource: Any, asked: QueryDict, at: str) -> Row:
    """One row; a field just chosen has no value yet."""
    row = Row(asked.get(f"{at}.field", ""))
    if row.name not in names_of(resource):
        row.name = ""
    if not row.name or row.name != asked.get(f"{at}.was"):
        return row
    try:
        value = value_of(resource, row.name, asked, at)
        row.value = f"{NOT}{value}" if value and asked.get(f"{at}.not") and may_deny(resource, row.name) else value
        if row.value:
            asked_for(resource, row.name, row.value)
    except Refused as problem:
        row.error = problem.message
    return row


def names_of(resource: Any) -> list[str]:
    names = [*resource.filterable, *(["unit"] if resource.model.owned else [])]
    columns = resource.open_to(actor.current(), list(dict.fromkeys(names)))
    return [*(column.path for column in columns), *open_related(resource)]


def may_deny(resource: Any, name: str) -> bool:
    return name != "unit" and resource.column(name).kind in {"choice", "state", "link", "person"}


def edited(sieve: Sieve, do: str) -> Sieve:
    """One more row, alternative or group, or one row less: `and:1.0`, `or:1`, `group`, `drop:1.0.2`."""
    verb, _colon, at = do.partition(":")
    place = [found for one in at.split(".") if (found := whole.number(one)) is not None]
    try:
        if verb == "group" and len(sieve.groups) < ROOM:
            sieve.groups.append([[Row(is_new=True)], [Row()]])
        elif verb == "or" and len(sieve.groups[place[0]]) < ROOM:
            sieve.groups[place[0]].append([Row(is_new=True)])
        elif verb == "and" and len(sieve.groups[place[0]][place[1]]) < ROOM:
            sieve.groups[place[0]][place[1]].append(Row(is_new=True))
        elif verb == "drop":
            group, alternative, row = place
            del sieve.groups[group][alternative][row]
    except (IndexError, ValueError):
        return sieve
    kept = [[alternative for alternative in group if alternative] for group in sieve.groups[1:]]
    return Sieve([sieve.groups[0], *(group for group in kept if group)])


def problem_of(resource: Any, sieve: Sieve) -> str:
    """Why the whole cannot be asked for; empty when it can."""
    if any(row.error for row in sieve.rows()):
        return _("Please correct the marked conditions.")
    try:
        conditions_of(resource, sieve.words())
    except Refused as problem:
        return problem.message
    return ""


def shown(resource: Any, sieve: Sieve) -> list[dict[str, Any]]:
    """For the template: groups, their alternatives, and rows with their controls."""
    return [
        {"at": str(g), "alternatives": [
            {"at": f"{g}.{a}", "rows": [_row(resource, row, f"{g}.{a}.{n}") for n, row in enumerate(rows)]}
            for a, rows in enumerate(group)
        ]}
        for g, group in enumerate(sieve.groups)
    ]  # fmt: skip


def _row(resource: Any, row: Row, at: str) -> dict[str, Any]:
    told = {"at": at, "name": row.name, "error": row.error, "is_new": row.is_new}
    if not row.name:
        return told
    plain = row.value.removeprefix(NOT) if may_deny(resource, row.name) else row.value
    return {**told, "control": controls.control(resource.column(row.name), plain), "is_not": plain != row.value,
            "may_deny": may_deny(resource, row.name)}  # fmt: skip
