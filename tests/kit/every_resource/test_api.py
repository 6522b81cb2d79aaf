"""The API tells what the list shows: the same rows, the same order, the same values."""

from typing import Any

import pytest

from tests.kit.every_resource.house import House
from xianji.kit.api.document import text
from xianji.kit.columns import VEILED, Column
from xianji.kit.lists.query import ListQuery


def test_it_tells_the_rows_of_the_list(house: House, resource: Any) -> None:
    shown = [row["id"] for row in house.client("all").get(resource.path).context["rows"]]
    told = house.client("all").get(f"/api{resource.path[:-1]}").json()["items"]
    assert [item["id"] for item in told] == shown


def test_it_tells_the_values_of_the_list(house: House, resource: Any) -> None:
    told = house.client("all").get(f"/api{resource.path[:-1]}").json()["items"]
    with house.acting("all"):
        columns = [c for c in ListQuery(resource).columns if c.kind not in VEILED]
        paths = [c.path + ("_id" if c.is_link else "") for c in columns]
        kept = {row[0]: row[1:] for row in resource.rows().values_list("pk", *paths)}
    for item in told:
        for column, value in zip(columns, kept[item["id"]], strict=True):
            assert same(column, item[column.path], value), (column.path, item[column.path], value)


@pytest.mark.sampled
def test_following_next_visits_each_row_once(house: House, resource: Any) -> None:
    client, seen, mark = house.client("all"), [], ""
    while mark is not None:
        answer = client.get(f"/api{resource.path[:-1]}", {"limit": "60", **({"after": mark} if mark else {})}).json()
        seen += [item["id"] for item in answer["items"]]
        mark = answer["next"]
    with house.acting("all"):
        assert sorted(seen) == sorted(resource.rows().values_list("pk", flat=True))


def test_it_is_described(resource: Any) -> None:
    path = f'"/api{resource.path[:-1]}"'.encode()
    assert path in text()


def same(column: Column, told: Any, value: Any) -> bool:
    """A told value against the stored one."""
    if column.is_link:
        return (told and told["id"]) == value
    if told is None or isinstance(told, bool | int):
        return told == value
    field = column.field
    return field.to_python(told) == value if hasattr(field, "to_python") else told == value
