"""Computing a figure for whoever asks: one grouped query over the rows in scope, folded exactly."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.lists.filters import condition
from xianji.kit.metrics.dimensions import PERIODS, Dimension, dimension
from xianji.kit.metrics.drill import address
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.uncounted import counted
from xianji.lib import actor, money

Parts = dict[str, Any]


@dataclass
class Figure:
    """One value: its key, what it was made of, how many blank amounts were skipped, and the list that shows its rows."""

    key: str | None
    value: Decimal | int | None
    parts: Parts
    blank: int
    href: str

    def text(self, digits: int) -> str | None:
        """The exchanged form: fixed decimals, null when undefined."""
        return None if self.value is None else money.plain(self.value, digits)


@dataclass
class Figures:
    """A figure by a dimension, with the total computed from the same parts."""

    metric: Any
    dimension: Dimension | None
    rows: list[Figure]
    total: Figure


def figures(name: str, by: str = "", filters: dict[str, str] | None = None) -> Figures:
    """The figure for the current actor, cut by a dimension; filters are those of the list, and
    the owner is whoever it counts for."""
    metric = registry.metrics.get(name)
    if metric is None:
        told = {"name": name, "names": ", ".join(sorted(registry.metrics))}
        raise Refused(_("There is no figure “%(name)s”. Possible: %(names)s.") % told)
    resource = registry.resource_of(metric.model)
    if not resource.may(actor.current(), "view"):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": resource.permission("view")})
    if metric.guard and not actor.current().may(metric.guard):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": metric.guard})
    asked = {**metric.opens, **{metric.whose if path == "owner" else path: text for path, text in (filters or {}).items()}}
    rows = counted(resource.rows())
    for path, text in asked.items():
        rows = rows.filter(condition(resource, path, text))
    cut = dimension(metric, by) if by else None
    groups = _grouped(metric, rows, cut)
    made = [
        _figure(metric, key[1], parts, address(resource, asked, cut, key[0], bases))
        for key, (parts, bases) in groups.items()
    ]
    whole = _sum(parts for parts, _bases in groups.values())
    total = _figure(metric, "total", whole, f"{resource.path}?{urlencode(asked)}")
    return Figures(metric, cut, _ordered(made, cut), total)


def _grouped(metric: Any, rows: Any, cut: Dimension | None) -> dict[Any, tuple[Parts, set[Any]]]:
    """{key: (parts, groups of the database in it)}; groups that share a key are added up."""
    aggregates = {f"p_{name}": part for name, part in metric.parts.items()}
    if metric.blank is not None:
        aggregates["p_blank"] = metric.blank
    rows = rows.order_by()
    if cut is None:
        return {(None, "total"): (_bare(rows.aggregate(**aggregates)), set())}
    found: dict[Any, tuple[Parts, set[Any]]] = {}
    for group in rows.annotate(_cut=cut.base).values("_cut").annotate(**aggregates):
        base = group.pop("_cut")
        key = cut.key(base)
        parts, bases = found.get(key, ({}, set()))
        found[key] = (_sum([parts, _bare(group)]), bases | {base})
    return found


def _bare(group: Parts) -> Parts:
    return {name.removeprefix("p_"): value for name, value in group.items()}


def _sum(groups: Any) -> Parts:
    total: Parts = {}
    for group in groups:
        for name, value in group.items():
            held = total.get(name)
            total[name] = value if held is None else held if value is None else held + value
    return total


def _figure(metric: Any, key: str | None, parts: Parts, href: str) -> Figure:
    parts = {name: parts.get(name) or 0 for name in (*metric.parts, "blank")}
    blank = parts.pop("blank")
    return Figure(key, metric.value(**parts), parts, blank, href)


def _ordered(rows: list[Figure], cut: Dimension | None) -> list[Figure]:
    """Periods by time, everything else by value; what has no key comes last."""
    if cut is not None and cut.name in PERIODS:
        return sorted(rows, key=lambda row: (row.key is None, row.key or ""))
    by_value: Callable[[Figure], Any] = lambda row: (row.key is None, row.value is None, -(row.value or 0), row.key or "")  # noqa: E731
    return sorted(rows, key=by_value)
