"""The tabs of a record's page, seven with the overview: where there would be more, panels of one fold share a tab and are chosen
below it. The address of each stays what it is."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import CAP, Fold, Panel

MOST = 7
PAPERS = Fold("papers", _("Files and comments"), 80)
TRACES = Fold("traces", _("History and access"), 90)


@dataclass
class Tab:
    """One panel, or several that share it: then its name is the fold's."""

    name: str
    title: Any
    parts: list[Panel]

    @property
    def is_folded(self) -> bool:
        return len(self.parts) > 1

    def holds(self, name: str) -> bool:
        return name in {one.name for one in self.parts}


def tabs(panels: list[Panel]) -> list[Tab]:
    """Those of a record, as many as there is room for; a fold with one panel is that panel."""
    if len(panels) < MOST:
        return [Tab(one.name, one.title, [one]) for one in panels]
    by_fold: dict[str, list[Panel]] = {}
    for one in panels:
        by_fold.setdefault(one.fold.name if one.fold else one.name, []).append(one)
    ordered = sorted(by_fold.values(), key=lambda parts: parts[0].fold.order if parts[0].fold else 0)
    return [tab_of(sorted(parts, key=lambda one: one.order)) for parts in ordered]


def tab_of(parts: list[Panel]) -> Tab:
    first = parts[0]
    told = first.fold if first.fold and len(parts) > 1 else first
    return Tab(told.name, told.title, parts)


def numbers(found: list[Tab], opened: str, record: Any) -> dict[str, str]:
    """{tab, or part of the open one: how many}, counted no further than what is worth telling; nothing for none."""
    many = numbered({one.name: rows for tab in found for one in tab.parts if (rows := one.counted(record)) is not None})
    told = {tab.name: total(many.get(one.name, 0) for one in tab.parts) for tab in found}
    told |= {one.name: total([many.get(one.name, 0)]) for tab in found if tab.holds(opened) for one in tab.parts}
    return {name: text for name, text in told.items() if text}


def numbered(several: dict[str, Any]) -> dict[str, int]:
    """How many rows each has, all in one statement: chapters bring tabs, and each would ask once more."""
    asked: dict[str, tuple[str, tuple[Any, ...]]] = {}
    for name, rows in several.items():
        with suppress(EmptyResultSet):
            asked[name] = rows.order_by().values("pk")[: CAP + 1].query.sql_with_params()
    if not asked:
        return {}
    with connections[next(iter(several.values())).db].cursor() as cursor:
        counts = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _parameters in asked.values())
        cursor.execute(f"SELECT {counts}", [one for _sql, parameters in asked.values() for one in parameters])
        return dict(zip(asked, cursor.fetchone(), strict=True))


def total(several: Iterable[int]) -> str:
    number = sum(several)
    return f"{CAP}+" if number > CAP else str(number or "")
