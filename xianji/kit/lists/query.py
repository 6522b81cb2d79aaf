"""A list as asked for in an address: filters, sort, columns and one page by keyset; at most one query for the rows."""

import base64
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.lists.filters import BadFilter, condition
from xianji.kit.order import past, sorted_by
from xianji.lib import actor

RESERVED = {"sort", "after", "before", "q", "columns", "view", "page", "layout", "fragment", "shown"}
PAGE = 50
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
            known = {c.path for c in self.resource.open_to(actor.current(), self.resource.names) if c.is_sortable}
            if name not in known | {"pk"}:
                raise BadFilter(_("Cannot sort by “%(name)s”.") % {"name": name})
        return name, down

    def rows(self) -> QuerySet:
        """Everything that matches, in scope, unordered."""
        rows = self.resource.rows()
        for name, value in self.filters.items():
            rows = rows.filter(condition(self.resource, name, value))
        if words := self.asked.get("q", "").strip():
            from xianji.kit.search.ask import matching

            rows = rows.filter(pk__in=matching(self.resource, words))
        return rows

    def page(self, fields: list[str]) -> "ListPage":
        """One page of the given value paths; `fields` gets sort value and id in front."""
        name, down = self.sort
        back = "before" in self.asked
        direction = down != back
        rows = sorted_by(self.rows(), name, direction)
        if mark := self.asked.get("before") or self.asked.get("after"):
            rows = past(rows, name, direction, *self._mark(mark))
        found = list(rows.values_list(name, "pk", *fields)[: self.size + 1])
        more = len(found) > self.size
        found = found[: self.size]
        if back:
            found.reverse()
        return ListPage(self, found, more if not back else True, more if back else bool(mark))

    def _mark(self, text: str) -> tuple[Any, int]:
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(text + "=="))
            field = self.resource.model._meta.get_field(self.sort[0]) if self.sort[0] != "pk" else None
            return (field.to_python(value) if field is not None and value is not None else value), int(pk)
        except Exception as problem:
            raise BadFilter(_("This page mark is not valid; start from the first page.")) from problem

    def count(self) -> int:
        """How many match, counted up to CAP + 1; more than CAP means “over CAP”."""
        return self.rows().order_by()[: CAP + 1].values("pk").count()


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


def mark_of(row: tuple) -> str:
    from xianji.audit.journal import plain

    return base64.urlsafe_b64encode(json.dumps([plain(row[0]), row[1]]).encode()).decode().rstrip("=")
