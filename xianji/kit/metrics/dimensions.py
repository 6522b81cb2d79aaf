"""Cutting figures: by period, owner, unit, manager, region, or any link a resource offers as a filter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.columns import title_field
from xianji.kit.refusals import Refused
from xianji.lib import actor, periods
from xianji.org.company.settled import fiscal
from xianji.org.units.models import Unit

PERIODS = ("month", "quarter", "year")
LABELS = {
    "month": _("Month"), "quarter": _("Quarter"), "year": _("Year"), "owner": _("Owner"), "unit": _("Unit"),
    "manager": _("Manager"), "region": _("Region"),
}  # fmt: skip
Key = tuple[Any, str | None]
"""(what the list filter takes, what a reader sees); both None where nothing is known."""


@dataclass(frozen=True)
class Dimension:
    """How rows are grouped in the database, and how a group becomes a key."""

    name: str
    label: Any
    base: Any
    key: Callable[[Any], Key]
    filtered: str


def dimension(metric: Any, name: str) -> Dimension:
    """The dimension of that name for a figure; refused with what is possible."""
    if name in PERIODS:
        return Dimension(name, LABELS[name], TruncMonth(metric.dated), _period(name), metric.dated)
    if name == "owner":
        return Dimension(name, LABELS[name], F(f"{metric.whose}_id"), _titles("org.person"), metric.whose)
    if name in ("unit", "manager", "region"):
        makers = {"unit": _unit, "manager": _manager, "region": _region}
        return Dimension(name, LABELS[name], F("unit_id"), makers[name](), "unit")
    resource = registry.resource_of(metric.model)
    offered = resource.open_to(actor.current(), resource.filterable)
    links = [column.path for column in offered if column.is_link or column.choices]
    if name not in links:
        possible = [*PERIODS, "owner", "unit", "manager", "region", *[path for path in links if path != "owner"]]
        told = {"name": name, "names": ", ".join(possible)}
        raise Refused(_("There is no dimension “%(name)s”. Possible: %(names)s.") % told)
    column = resource.column(name)
    if column.is_link:
        model = column.field.related_model
        return Dimension(name, column.label, F(f"{name}_id"), _titles(model._meta.label_lower), name)
    return Dimension(name, column.label, F(name), lambda value: (value, str(column.choices.get(value, value))), name)


def _period(grain: Any) -> Callable[[Any], Key]:
    calendar = fiscal()

    def key(month: date | None) -> Key:
        if month is None:
            return None, None
        found = periods.period_of(month, grain, calendar).key
        return found, found

    return key


def _titles(label: str) -> Callable[[Any], Key]:
    """Titles by id, all read with one query when the first is asked for."""
    from django.apps import apps

    model = apps.get_model(label)
    known: dict[Any, str] = {}

    def key(pk: Any) -> Key:
        if pk is None:
            return None, None
        if not known:
            known.update(model.unscoped.values_list("pk", title_field(model)))
        return pk, str(known.get(pk, pk))

    return key


def _units() -> dict[int, Unit]:
    return {unit.pk: unit for unit in Unit.unscoped.select_related("head")}


def _unit() -> Callable[[Any], Key]:
    units = _units()
    return lambda pk: (pk, units[pk].name) if pk in units else (None, None)


def _manager() -> Callable[[Any], Key]:
    """The head of the unit, or of the next unit above that has one."""
    units = _units()

    def key(pk: Any) -> Key:
        unit = units.get(pk)
        while unit is not None and unit.head is None:
            unit = units.get(unit.parent_id or 0)
        return (unit.pk, unit.head.name) if unit and unit.head else (None, None)

    return key


def _region() -> Callable[[Any], Key]:
    """The regional office the unit belongs to."""
    units = _units()

    def key(pk: Any) -> Key:
        unit = units.get(pk)
        while unit is not None and unit.kind != Unit.Kind.REGION:
            unit = units.get(unit.parent_id or 0)
        return (unit.pk, unit.name) if unit else (None, None)

    return key
