"""Panels: what stands on a record's page beside its own fields, the record's own or given from above."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from xianji.kit import registry
from xianji.kit.lists.cells import fetched, table
from xianji.kit.lists.query import ListPage, ListQuery
from xianji.kit.lists.related import open_related
from xianji.lib import actor

CAP = 99
"""What stands behind a tab is counted no further."""


@dataclass(frozen=True)
class Fold:
    """A tab that several panels share where a record would have too many; folds stand in their order."""

    name: str
    title: Any
    order: int


@dataclass
class Panel:
    """A part of a record page. `place` is "next" (under the title: what is to be done), "main" (the
    centre), "rail" (the right) or "tab" (behind a tab); `fold` is the tab it shares, `order` its place there."""

    name: str
    title: Any
    template: str
    place: str = "rail"
    is_panel: bool = True
    fold: Fold | None = None
    order: int = 0

    def open_on(self, record: Any) -> bool:
        """Whether the actor gets to see it here."""
        return True

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """What the template needs; called only when the panel is shown."""
        return {}

    def counted(self, record: Any) -> Any:
        """The rows whose number stands beside its tab, a moment after the page; None for no number."""
        return None


@dataclass
class RelatedList(Panel):
    """The records of another kind that point here: the newest few in the rail, or a page behind a tab; of them those that have
    in common what `only` says."""

    model: Any = None
    via: str = ""
    columns: list[str] = field(default_factory=list)
    template: str = "kit/panels/related.html"
    name: str = ""
    title: Any = ""
    limit: int = 8
    only: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name = self.name or self.model._meta.model_name
        self.title = self.title or self.model._meta.verbose_name_plural

    def open_on(self, record: Any) -> bool:
        return registry.resource_of(self.model).may(actor.current(), "view")

    def counted(self, record: Any) -> Any:
        return registry.resource_of(self.model).rows().filter(**{self.via: record}, **self.only)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(self.model)
        query = ListQuery(resource, {}, size=self.limit)
        columns = resource.open_to(actor.current(), self.columns or resource.shown[:4])
        columns = [column for column in columns if column.path != self.via]
        rows = self.counted(record).order_by("-pk")
        dialled = resource.open_to(actor.current(), [resource.dials] if resource.dials else [])
        found = list(rows.values_list("pk", "pk", *fetched([*columns, *dialled]))[: self.limit + 1])
        page = ListPage(query, found[: self.limit], len(found) > self.limit, False)
        return {
            "resource": resource, "rows": table(resource, [*columns, *dialled], page), "columns": columns,
            "may_call": bool(dialled), "more": page.has_next,
            "all_href": self.address(resource, record) if page.has_next else "",
            "new_href": f"{resource.path}new?{self.via}={record.pk}" if resource.may(actor.current(), "create") else "",
        }  # fmt: skip

    def address(self, resource: Any, record: Any) -> str:
        """The whole list, where its filters can say it."""
        asked = {self.via: record.pk, **self.only}
        return f"{resource.path}?{urlencode(asked)}" if asked.keys() <= {*resource.filterable, *open_related(resource)} else ""


def panels_for(record: Any, place: str = "") -> list[Panel]:
    """The panels of a record that the actor may see, all or those of one place: its own, those given from above, those of
    every record."""
    found = [*registry.resource_of(type(record)).panels_of(), *registry.on_every]
    return [panel for panel in found if place in {"", panel.place} and panel.open_on(record)]
