"""What of a record is told: `fields=` names them, `expand=` tells linked records whole instead of as {id, title}."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.api import rows
from xianji.kit.columns import Column
from xianji.kit.lists.cells import fetched
from xianji.kit.lists.filters import BadFilter
from xianji.lib import actor

MOST = 5
"""Links that one call may expand: each is one more statement, however many rows there are."""
ALWAYS = ("id", "version")


@dataclass(frozen=True)
class Chosen:
    """`names` is None where nothing was chosen, and all is told."""

    names: tuple[str, ...] | None
    expanded: tuple[Column, ...]

    def narrowed(self, item: dict[str, Any]) -> dict[str, Any]:
        """Only what was asked for of a record that was told whole."""
        if self.names is None:
            return item
        return {name: value for name, value in item.items() if name in ALWAYS or name in self.names}

    def unfolded(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The linked records in the place of their titles, as far as the actor may see them."""
        for column in self.expanded:
            links = [item[column.path] for item in items if item.get(column.path)]
            found = linked(column, {link["id"] for link in links})
            for item in items:
                if (link := item.get(column.path)) and link["id"] in found:
                    item[column.path] = found[link["id"]]
        return items


def chosen(resource: Any, fields: str, expand: str) -> Chosen:
    """What was asked for by name; a field that is closed to the actor is absent, one that is not there is refused."""
    links = expandable(resource)
    wanted = dict.fromkeys(name for name in expand.split(",") if name)
    if wrong := [name for name in wanted if name not in links]:
        raise BadFilter(_("“%(name)s” cannot be expanded. Possible: %(names)s.")
                        % {"name": wrong[0][:100], "names": ", ".join(sorted(links)) or "–"})  # fmt: skip
    if len(wanted) > MOST:
        raise BadFilter(_("At most %(most)s links can be expanded at once.") % {"most": MOST})
    names = dict.fromkeys(name for name in fields.split(",") if name)
    known = {*ALWAYS, *rows.fields_of(resource), *resource.lines}
    if wrong := [name for name in names if name not in known]:
        raise BadFilter(_("There is no field “%(name)s”.") % {"name": wrong[0][:100]})
    expanded = tuple(resource.open_to(actor.current(), list(wanted)))
    return Chosen((*names, *wanted) if names else None, expanded)


def expandable(resource: Any) -> list[str]:
    """The links that lead to an object of the API."""
    columns = [resource.column(name) for name in rows.fields_of(resource) if "__" not in name]
    return [one.path for one in columns if one.is_link and registry.has_resource(one.field.related_model)]


def linked(column: Column, ids: set[int]) -> dict[int, dict[str, Any]]:
    """{id: record} of those that the actor may see, told as their own object tells them, in one statement."""
    target = registry.resource_of(column.field.related_model)
    if not ids or not target.may(actor.current(), "view"):
        return {}
    columns = rows.telling(target).columns
    found = target.rows().filter(pk__in=ids).order_by().values_list("pk", "version", *fetched(columns))
    return {item["id"]: item for item in rows.told(columns, list(found))}
