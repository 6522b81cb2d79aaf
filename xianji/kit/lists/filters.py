"""Filters in the address: `state=won,lost`, `state=!lost`, `owner=me`, `amount=100..`, `closed_on=2017-Q1`, `customer=none`."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.lists.ways import Condition
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor, money, periods
from xianji.org import scope
from xianji.org.company.settled import fiscal
from xianji.org.people.models import Person
from xianji.org.units.models import Unit
from xianji.org.units.tree import paths_of

NONE, ANY, NOT, ONLY = "none", "any", "!", "only:"
TEAM, MINE = "team", "mine"
OWNER, FEW = "owner", 200
"""Of owners each team has some of the rows; of other people, such as those an alert is about, perhaps none: a database that is
told who they are knows that."""
COUNTED = re.compile(r"(?:(\d{1,4})_days_ago|in_(\d{1,4})_days)", re.ASCII)


class BadFilter(Refused):
    """The filter or its value cannot be used; says what is possible."""

    status, code = 400, "bad_filter"


def condition(resource: Any, name: str, text: str) -> Q:
    """One filter as a condition; unknown, guarded or malformed ones are refused."""
    allowed = set(resource.filterable) | {"unit"} if resource.model.owned else set(resource.filterable)
    if name not in allowed:
        raise BadFilter(_("“%(name)s” cannot be filtered. Possible: %(names)s.")
                        % {"name": name, "names": ", ".join(sorted(allowed))})  # fmt: skip
    if name == "unit" and resource.model.owned:
        return in_units(text).q
    column = resource.column(name)
    text = spelt(column, text)
    if column.guard and not actor.current().may(column.guard):
        raise NotPermitted(_("The field “%(field)s” is not open to you.") % {"field": name})
    if text == NONE:
        return empty(column)
    if text == ANY:
        return ~empty(column)
    if column.kind in DENIED and text.startswith(NOT):
        return ~BY_KIND[column.kind](column, text.removeprefix(NOT))
    return BY_KIND.get(column.kind, equal)(column, text)


def asked_for(resource: Any, name: str, text: str) -> Condition:
    """One filter with the column whose index answers it."""
    if name == "unit" and resource.model.owned:
        return in_units(text)
    found, column = condition(resource, name, text), resource.column(name)
    text = spelt(column, text)
    if column.kind not in VALUED or text in {ANY, TEAM, ONLY + TEAM} or text.startswith(NOT):
        return Condition(found, name)
    values = tuple(Condition(condition(resource, name, one), name, True) for one in text.split(",")) if "," in text else ()
    return Condition(found, name, is_equal=not values, values=values)


def empty(column: Column) -> Q:
    missing = Q(**{f"{column.path}__isnull": True})
    blank = getattr(column.field, "empty_strings_allowed", False) and not column.is_link and not column.field.null
    return Q(**{column.path: ""}) if blank and column.kind in {"text", "long", "email", "choice", "state"} else missing


def spelt(column: Column, text: str) -> str:
    """All choices but some, as the list of the others, which an index answers."""
    if column.kind not in {"choice", "state"} or not text.startswith(NOT):
        return text
    left_out = text.removeprefix(NOT).split(",")
    chosen(column, ",".join(left_out))
    rest = [str(value) for value in column.choices if value != "" and str(value) not in left_out]
    rest += [NONE] if column.field.blank and NONE not in left_out else []
    if not rest:
        raise BadFilter(_("“%(value)s” leaves no choice of %(field)s.") % {"value": text, "field": column.label})
    return ",".join(rest)


def in_units(text: str) -> Condition:
    """Records of these units and all below them, `mine` the actor's; `only:` leaves out what is below, `none` is without."""
    if text == NONE:
        return Condition(Q(unit=None), "org_path")
    if text.removeprefix(ONLY) == MINE:
        text = text.replace(MINE, str(actor.current().unit_id or ""))
    wanted = list(Unit.unscoped.filter(pk__in=whole_numbers(text.removeprefix(ONLY))))
    if text.startswith(ONLY):
        paths = sorted({path for unit in wanted for path in paths_of(unit)})
        found = Q(unit__in=[unit.pk for unit in wanted], org_path__in=paths)
        return Condition(found, "org_path", spans=tuple(scope.span(path, is_only=True) for path in paths))
    found = Q(pk__in=[])
    for unit in wanted:
        found |= scope.below(unit.path)
    return Condition(found, "org_path", spans=tuple(scope.span(unit.path) for unit in wanted))


def equal(column: Column, text: str) -> Q:
    return Q(**{f"{column.path}__in": text.split(",")})


def chosen(column: Column, text: str) -> Q:
    """Any of these choices; `none` among them also takes what has no value."""
    named = text.split(",")
    values = [value for value in named if value != NONE]
    known = {str(value) for value in column.choices}
    if wrong := [value for value in values if value not in known]:
        raise BadFilter(_("“%(value)s” is not a choice of %(field)s. Possible: %(choices)s.")
                        % {"value": wrong[0], "field": column.label, "choices": ", ".join(sorted(known))})  # fmt: skip
    found = one_of(column.path, values)
    return found | empty(column) if NONE in named else found


def linked(column: Column, text: str) -> Q:
    return one_of(column.path, whole_numbers(text))


def one_of(path: str, values: list[Any]) -> Q:
    """One of these; a single one as an equality, which an index in another order can follow."""
    return Q(**{path: values[0]}) if len(values) == 1 else Q(**{f"{path}__in": values})


def somebody(column: Column, text: str) -> Q:
    who = actor.current()
    if text == "me":
        return Q(**{column.path: who.person_id})
    if text.removeprefix(ONLY) == TEAM:
        if not who.unit_path:
            return Q(pk__in=[])
        there = Q(unit=who.unit_id) if text.startswith(ONLY) else scope.below(who.unit_path)
        people = Person.unscoped.filter(there).values_list("pk", flat=True)
        ids = [] if column.path == OWNER else list(people[: FEW + 1])
        return Q(**{f"{column.path}__in": ids if 0 < len(ids) <= FEW else people})
    return linked(column, text)


def yes_or_no(column: Column, text: str) -> Q:
    """As a list of one: Django writes a bare `WHERE is_primary` for the value itself, which no index of SQLite answers."""
    if text not in {"yes", "no"}:
        raise BadFilter(_("Use yes or no for %(field)s, not “%(value)s”.") % {"field": column.label, "value": text})
    return Q(**{f"{column.path}__in": [text == "yes"]})


def within(read: Callable[[str], Any]) -> Callable[[Column, str], Q]:
    """`from..to`, either side open, or one value."""

    def bounds(column: Column, text: str) -> Q:
        low, dots, high = text.partition("..")
        try:
            if not dots:
                return Q(**{column.path: read(low)})
            found = Q(**{f"{column.path}__gte": read(low)}) if low else Q()
            return found & Q(**{f"{column.path}__lte": read(high)}) if high else found
        except (ValueError, InvalidOperation, ArithmeticError) as problem:
            raise BadFilter(_("“%(value)s” is not a value or a range (from..to) for %(field)s.")
                            % {"value": text, "field": column.label}) from problem  # fmt: skip

    return bounds


def figures(column: Column, text: str) -> Q:
    """A range of figures that the column can hold."""
    scale = column.field.scale
    return within(lambda one: money.from_units(money.to_units(one, scale), scale))(column, text)


def days(column: Column, text: str) -> Q:
    """A day, `from..to`, a period such as 2017-Q1, or a relative range such as last_30_days."""
    first, last = day_range(column, text)
    if column.kind == "moment":
        if (first and first.year < 2) or (last and last.year > 9998):
            raise BadFilter(_("“%(value)s” is out of range.") % {"value": text})
        low = timezone.make_aware(datetime.combine(first, time.min)) if first else None
        high = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min)) if last else None
        found = Q(**{f"{column.path}__gte": low}) if low else Q()
        return found & Q(**{f"{column.path}__lt": high}) if high else found
    found = Q(**{f"{column.path}__gte": first}) if first else Q()
    return found & Q(**{f"{column.path}__lte": last}) if last else found


def day_range(column: Column, text: str) -> tuple[date | None, date | None]:
    low, dots, high = text.partition("..")
    try:
        if dots:
            return (one_day(low) if low else None), (one_day(high) if high else None)
        if len(text) == 10 and text[4] == "-" and text[7] == "-":
            return date.fromisoformat(text), date.fromisoformat(text)
        if text[:4].isdigit() or text.startswith("FY"):
            period = periods.parse(text, fiscal())
            return period.start, period.end
        return periods.relative(text, timezone.localdate(), fiscal())
    except (ValueError, KeyError, OverflowError) as problem:
        raise BadFilter(_("“%(value)s” is not a date, a range (from..to), a period such as 2026-Q3 or one such as "
                          "last_30_days.") % {"value": text}) from problem  # fmt: skip


def one_day(text: str) -> date:
    """2026-03-01, or as seen from today: `today`, `30_days_ago`, `in_14_days`."""
    if text == "today":
        return timezone.localdate()
    if counted := COUNTED.fullmatch(text):
        ago, ahead = counted.groups()
        return timezone.localdate() + timedelta(days=int(ahead) if ahead else -int(ago))
    return date.fromisoformat(text)


def whole_numbers(text: str) -> list[int]:
    try:
        found = [int(one) for one in text.split(",") if one]
    except ValueError as problem:
        raise BadFilter(_("“%(value)s” is not a record id.") % {"value": text[:50]}) from problem
    if wrong := [one for one in found if abs(one) > money.LARGEST_UNITS]:
        raise BadFilter(_("“%(value)s” is not a record id.") % {"value": wrong[0]})
    return found


VALUED = {"choice", "state", "link", "person", "yesno"}
"""Kinds whose filter asks for a value, not for a range."""
DENIED = {"link", "person"}
"""Kinds of which `!` asks for everything else; choices are spelt out."""
BY_KIND: dict[str, Callable[[Column, str], Q]] = {
    "choice": chosen,
    "state": chosen,
    "link": linked,
    "person": somebody,
    "yesno": yes_or_no,
    "date": days,
    "moment": days,
    "whole": within(int),
    **dict.fromkeys(["money", "price", "quantity", "rate", "number"], figures),
}
