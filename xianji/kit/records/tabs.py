"""The tabs of a record's page, seven with the overview: where there would be more, panels of one fold share a tab and are chosen
below it. The address of each stays what it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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
    many = {one.name: number for tab in found for one in tab.parts if (number := number_of(one, record))}
    told = {tab.name: total(many.get(one.name, 0) for one in tab.parts) for tab in found}
    told |= {one.name: total([many.get(one.name, 0)]) for tab in found if tab.holds(opened) for one in tab.parts}
    return {name: text for name, text in told.items() if text}


def number_of(panel: Panel, record: Any) -> int:
    rows = panel.counted(record)
    return 0 if rows is None else int(rows.order_by()[: CAP + 1].count())


def total(several: Iterable[int]) -> str:
    number = sum(several)
    return f"{CAP}+" if number > CAP else str(number or "")
