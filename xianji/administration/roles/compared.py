"""The rights of all roles side by side: objects with their verbs down, roles across, how far in each cell."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from xianji.administration.roles.actions import widest
from xianji.administration.roles.matrix import OTHER, SHORT, Group, Line, Right, blank
from xianji.administration.worded import Words, tells, terms_of, words_of
from xianji.lib import whole
from xianji.org.access.models import Grant, Reaches, Role

MOST = 120
"""Rows of one page; a search that finds more says so."""


@dataclass(frozen=True)
class Cell:
    """How far one role has one right."""

    role: Role
    reach: str

    @property
    def short(self) -> Any:
        return SHORT[self.reach] if self.reach else ""

    @property
    def told(self) -> Any:
        return Reaches(self.reach).label if self.reach else ""


@dataclass
class Compared:
    """What the page shows."""

    tabs: list[tuple[str, Any, bool]]
    roles: list[Role]
    lines: list[tuple[Line, list[tuple[Right, list[Cell]]]]]
    is_cut: bool = False


def compared(words: str = "", chapter: str = "", role: str = "", reach: str = "") -> Compared:
    """One chapter, or what the words and the reach find in all of them; two statements."""
    every, groups = list(Role.objects.order_by("code")), blank()
    roles = [one for one in every if str(one.pk) == role] or every
    held = held_by({one.pk for one in roles})
    searched = bool(words.strip() or reach)
    asked = whole.number(chapter) or 0
    place = asked if asked < len(groups) else 0
    told = Compared([(str(n), group.title, n == place and not searched) for n, group in enumerate(groups)], every, [])
    count = 0
    for line, rights in wanted(groups if searched else [groups[place]], words):
        rows = [(right, [Cell(one, held[one.pk].get(right.permission, "")) for one in roles]) for right in rights]
        rows = [(right, cells) for right, cells in rows if not reach or any(cell.reach == reach for cell in cells)]
        if rows and count + len(rows) > MOST:
            told.is_cut = True
            break
        count += len(rows)
        told.lines += [(line, rows)] if rows else []
    told.roles = roles
    return told


def wanted(groups: list[Group], words: str) -> list[tuple[Line, list[Right]]]:
    """Objects with those rights of which every word is told."""
    terms = terms_of(words)
    return [
        (line, [right for right in line.rights if tells(_words(line.label, right.permission, line.title, right.label), terms)])
        for group in groups
        for line in group.lines
    ]


def held_by(ids: set[int]) -> dict[int, dict[str, str]]:
    """{role: {permission: the widest reach}}."""
    grants: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for role, permission, reach in Grant.objects.filter(role__in=ids).values_list("role_id", "permission", "reach"):
        grants[role].append((permission, reach))
    return {one: widest(grants[one]) for one in ids}


_known: dict[str, Words] = {}


def _words(label: str, permission: str, title: Any, right: Any) -> Words:
    """Words of a right, put together once per process: titles are lazy, so they are read in each language."""
    key = f"{label} {permission}"
    if key not in _known:
        _known[key] = words_of([title, right, permission] if label != OTHER else [right, permission])
    return _known[key]
