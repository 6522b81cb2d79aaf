"""What a screen costs: warm, with session and user, whatever the number of rows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.kit.every_resource.house import House

LIST, ROWS, RECORD, FORM = 3, 3, 12, 10


def test_a_list_costs_session_user_and_rows(house: House, resource: Any) -> None:
    assert cost(house.client("all"), resource.path) <= LIST + told_of(resource)


@pytest.mark.sampled
def test_the_second_page_costs_no_more(house: House, resource: Any) -> None:
    onward = resource.path + house.client("all").get(resource.path).context["next_href"]
    assert cost(house.client("all"), onward) <= ROWS + told_of(resource)


@pytest.mark.sampled
def test_a_scoped_list_costs_no_more(house: House, owned: Any) -> None:
    assert cost(house.client("mine"), owned.path) <= LIST + told_of(owned)


def test_a_record_costs_little(house: House, resource: Any) -> None:
    assert cost(house.client("all"), resource.address(house.first(resource).pk)) <= RECORD


def test_a_form_costs_little(house: House, formed: Any) -> None:
    assert cost(house.client("all"), f"{formed.path}new") <= FORM


@pytest.mark.sampled
def test_the_api_costs_no_more_than_the_list(house: House, resource: Any) -> None:
    assert cost(house.client("all"), f"/api{resource.path[:-1]}") <= LIST


def told_of(resource: Any) -> int:
    """One statement for the names of what rows tell of, where they do."""
    return int(resource.tells_about)


def cost(client: Client, path: str) -> int:
    """Statements of the second call; savepoints are the tests' own."""
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]])
