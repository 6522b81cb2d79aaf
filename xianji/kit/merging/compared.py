"""The records beside each other as the page shows them: where they differ, which value stays, and what goes along."""

from typing import Any

from xianji.kit import registry
from xianji.kit.merging.keeping import called, moving_links
from xianji.kit.merging.links import Link
from xianji.kit.merging.surviving import Choice, differing
from xianji.kit.records import page
from xianji.lib import actor
from xianji.org.records import Record

CAP = 99


def columns_of(resource: Any, records: list[Any], survivor: Any) -> list[dict[str, Any]]:
    """The heads: how each is called, and which of them stays."""
    return [{"pk": one.pk, "called": called(one), "href": resource.address(one.pk), "version": one.version,
             "updated_at": one.updated_at, "stays": one.pk == survivor.pk} for one in records]  # fmt: skip


def fields_of(resource: Any, records: list[Any], chosen: Choice) -> list[dict[str, Any]]:
    """Only what differs: [{name, label, cells: [(id, cell, whether it stays)]}]."""
    made = []
    for name in differing(resource, records):
        column = resource.column(name)
        cells = [(one.pk, page.cell(one, column)["cell"], one.pk == chosen[name].pk) for one in records]
        made.append({"name": name, "label": column.label, "cells": cells})
    return made


def moves_of(rows: list[Any]) -> list[dict[str, str]]:
    """What goes along, counted no further than what is worth telling and only as far as the actor sees it."""
    found = []
    for link in moving_links(rows[0]):
        number = sum(counted(link, one) for one in rows[1:])
        if number:
            found.append({"title": str(link.title), "count": f"{CAP}+" if number > CAP else str(number)})
    return found


def counted(link: Link, record: Any) -> int:
    rows = link.of(record)
    if issubclass(link.model, Record):
        if not registry.has_resource(link.model) or not registry.resource_of(link.model).may(actor.current(), "view"):
            return 0
        rows = link.of(record, link.model.objects.order_by())
    return rows[: CAP + 1].count()
