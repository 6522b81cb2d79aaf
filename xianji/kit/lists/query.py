"""A list as asked for in an address: filters, sort, columns and one page by keyset; at most one query for the rows."""

import base64
import json
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.lists import weights
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.groups import conditions_of, told
from xianji.kit.lists.plan import Plan
from xianji.kit.lists.ways import Condition
from xianji.lib import actor
from xianji.org.prepared import AmongGiven, Given, Question

CALENDAR = ("calendar", "span", "day")
"""By which date, how much of it, and around which day a calendar is shown."""
SHAPE = {"columns", "widths", "foot", "group", "open", "density", "layout", "by", "across", "sum", "mark", *CALENDAR}
"""How the rows stand on the screen, not which they are."""
RESERVED = {"sort", "after", "before", "q", "view", "page", "fragment", "shown", "beside", "sums", *SHAPE}
MARKS = {"after", "before"}
PAGE, PHONE_PAGE = 50, 25
"""Rows of a page; a phone, which shows nine of them at once, gets its first ones sooner."""
CAP = 10_000


@dataclass
class ListQuery:
    """What was asked of a list. Raises BadFilter for what cannot be answered."""

    resource: Any
    asked: dict[str, str] = field(default_factory=dict)
    size: int = PAGE

    @cached_property
    def filters(self) -> dict[str, str]:
        return {name: value for name, value in self.asked.items() if name not in RESERVED and value != ""}

    @cached_property
    def columns(self) -> list[Column]:
        names = [n for n in self.asked.get("columns", "").split(",") if n]
        allowed = set(self.resource.names) | set(self.resource.shown)
        if wrong := [n for n in names if n not in allowed]:
            raise BadFilter(_("There is no column “%(name)s”.") % {"name": wrong[0]})
        return self.resource.open_to(actor.current(), names or self.resource.shown)

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """(field, descending)."""
        text = self.asked.get("sort") or self.resource.default_order
        name, down = text.removeprefix("-"), text.startswith("-")
        if self.asked.get("sort"):
            known = [column.path for column in self.resource.open_to(actor.current(), self.resource.sortable)]
            if name not in {*known, "pk"}:
                raise BadFilter(_("Cannot sort by “%(name)s”. Possible: %(names)s.")
                                % {"name": name, "names": ", ".join(sorted(known))})  # fmt: skip
        return name, down

    @cached_property
    def conditions(self) -> list[Condition]:
        """What the filters and the search words ask for."""
        found = [Condition(Q(pk__in=self.found), "pk")] if self.words else []
        return [*self._filtered, *found]

    @cached_property
    def _filtered(self) -> list[Condition]:
        return conditions_of(self.resource, self.filters)

    @property
    def words(self) -> str:
        """The search words."""
        return self.asked.get("q", "").strip()

    @cached_property
    def found(self) -> list[int]:
        """The ids that the search words find."""
        from xianji.kit.search.ask import among

        return among(self.resource, self.words)

    def rows(self) -> QuerySet:
        """Everything that matches, in scope, unordered; for a page of it ask `first`."""
        return self.resource.rows().filter(*(one.q for one in self.conditions))

    def first(self, size: int, down: bool, value: Any = None, pk: int | None = None) -> QuerySet:
        """The first rows in the order of the sort, either way, or the first past a value and its id."""
        return Plan(self.resource, self.conditions, self.sort[0]).first(size, down, value, pk)

    def page(self, fields: list[str]) -> "ListPage":
        """One page of the given value paths; `fields` gets sort value and id in front."""
        name, down = self.sort
        back = "before" in self.asked
        mark = self.asked.get("before") or self.asked.get("after")
        value, pk = self._mark(mark) if mark else (None, None)
        way = down != back
        begin = bool(mark), value is None
        given = {"value": value, "pk": pk, "found": self.found if self.words else []}
        who = actor.current()
        words = (self.resource.label, who, self.size, name, way, begin, bool(self.words), *self._told, *fields, weights.moment())
        question = Question(words, lambda: self._prepared(way, *begin).values_list(name, "pk", *fields), self.resource.model)
        found = question.rows(**given)
        more = len(found) > self.size
        found = found[: self.size]
        if back:
            found.reverse()
        return ListPage(self, found, more if not back else True, more if back else bool(mark))

    def _prepared(self, down: bool, is_further: bool, is_nothing: bool) -> QuerySet:
        """The statement of a page, without the mark it begins behind and without what the search words find."""
        model, name = self.resource.model, self.sort[0]
        conditions = [*self._filtered, *([Condition(Q(AmongGiven("found")), "pk")] if self.words else [])]
        place: tuple[Any, ...] = ()
        if is_further:
            value = None if is_nothing else Given("value", model._meta.pk if name == "pk" else model._meta.get_field(name))
            place = value, Given("pk", model._meta.pk)
        return Plan(self.resource, conditions, name).first(self.size + 1, down, *place)

    @property
    def _told(self) -> list[Hashable]:
        """What the statement follows from: the filters, or what they come to where that changes with the day or the units."""
        both = zip(self.filters.items(), self._filtered, strict=True)
        return [told(self.resource, name, text, one) for (name, text), one in both]

    def _mark(self, text: str) -> tuple[Any, int]:
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(text + "=="))
            field = self.resource.model._meta.get_field(self.sort[0]) if self.sort[0] != "pk" else None
            return (field.to_python(value) if field is not None and value is not None else value), int(pk)
        except Exception as problem:
            raise BadFilter(_("This page mark is not valid; start from the first page.")) from problem

    def count(self, most: int = CAP) -> int:
        """How many match, counted up to one more than `most`, which means “over”."""
        return Plan(self.resource, self.conditions, self.sort[0]).count(most + 1)

    def some(self, most: int) -> QuerySet:
        """All that match, in no order, or `most` of them."""
        return Plan(self.resource, self.conditions, self.sort[0]).some(most)

    def within(self, name: str, value: str) -> "ListQuery":
        """The same list, narrowed to one value of a field: part of what it shows."""
        kept = {word: text for word, text in self.asked.items() if word not in MARKS}
        return ListQuery(self.resource, {**kept, name: value}, self.size)


@dataclass
class ListPage:
    """The rows of one page: (sort value, id, *fields)."""

    query: ListQuery
    rows: list[tuple]
    has_next: bool
    has_previous: bool

    @property
    def after(self) -> str:
        return mark_of(self.rows[-1]) if self.rows and self.has_next else ""

    @property
    def before(self) -> str:
        return mark_of(self.rows[0]) if self.rows and self.has_previous else ""


def counted(number: int) -> str:
    """A number of rows as it is told, or that there are more than are counted."""
    return f"{CAP:,}+" if number > CAP else f"{number:,}"


def mark_of(row: tuple) -> str:
    from xianji.audit.digests import plain

    return base64.urlsafe_b64encode(json.dumps([plain(row[0]), row[1]]).encode()).decode().rstrip("=")
