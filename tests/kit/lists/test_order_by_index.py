"""The lists' order comes from an index on PostgreSQL too, blanks included; SQLite needs no telling."""

import pytest
from django.db import connection

from xianji.kit import registry
from xianji.kit.indexes import ForSorting
from xianji.kit.order import sorted_by

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has to be told")


def offered() -> list[tuple[str, str]]:
    """(kind, sort) of every index for sorting."""
    indexed = [(label, r.model._meta.indexes) for label, r in registry.resources.items()]
    return [
        (label, index.fields[0]) for label, indexes in indexed for index in indexes if isinstance(index, ForSorting)
    ]


def test_each_offered_sort_walks_its_index(db: None) -> None:
    with connection.cursor() as cursor:
        for way in ("seqscan", "sort", "incremental_sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert len(offered()) > 10
    for label, name in offered():
        for down in (False, True):
            plan = sorted_by(registry.resource_of(label).model.unscoped.all(), name, down)[:51].explain()
            assert "Sort" not in plan, (label, name, plan)
