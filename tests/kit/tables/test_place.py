"""The record within its list: previous and next, its place, the panel beside, and back to where one was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.records import neighbours

CUSTOMERS = "/customers/customers/"
Enter = Callable[[str], Client]


@pytest.fixture
def firms(cast: Cast) -> list[Customer]:
    sizes = ("large", "small", "large", "small")
    return [make(Customer, name=f"Firm {n}", owner=cast.person("alice"), size_class=size) for n, size in enumerate(sizes)]


def opened(client: Client, asked: str, title: str) -> Any:
    rows = client.get(CUSTOMERS + asked)
    href = next(row["href"] for row in rows.context["rows"] if row["title"] == title)
    return client.get(href + rows.context["from_here"])


def place(client: Client, page: Any) -> str:
    return client.get(page.context["around"]["place"]).content.decode()


@pytest.mark.parametrize(
    ("asked", "previous", "following", "told"),
    [
        ("?sort=name", "Firm 0", "Firm 2", "2 / 4"),
        ("?sort=-name", "Firm 2", "Firm 0", "3 / 4"),
        ("?sort=name&size_class=small", None, "Firm 3", "1 / 2"),
        ("?sort=name&group=size_class", None, "Firm 3", "1 / 2"),
        ("", "Firm 2", "Firm 0", "3 / 4"),
    ],
)
def test_it_stands_between_its_neighbours(
    firms: list[Any], enter: Enter, asked: str, previous: str, following: str, told: str
) -> None:
    client = enter("alice")
    page = opened(client, asked, "Firm 1")
    assert place(client, page) == told
    for side, title in (("previous", previous), ("next", following)):
        href = page.context["around"][side]
        assert (client.get(href).context["title"] if href else None) == title, side


def test_the_place_is_counted_no_further_than_a_bound(firms: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(neighbours, "FAR", 2)
    client = enter("alice")
    assert place(client, opened(client, "?sort=name", "Firm 3")).startswith("2+ /")


def test_one_comes_back_to_the_same_page_in_the_same_shape(firms: list[Any], enter: Enter) -> None:
    client = enter("alice")
    asked = "?sort=name&columns=name,owner&widths=name:200&density=compact&group=size_class&open=small"
    page = opened(client, asked, "Firm 1")
    assert page.context["around"]["back"] == CUSTOMERS + asked
    assert client.get(CUSTOMERS + asked).status_code == 200


def test_the_panel_beside_shows_the_record_and_the_list(firms: list[Any], enter: Enter) -> None:
    client = enter("alice")
    text = client.get(f"{CUSTOMERS}?sort=name&beside={firms[1].pk}").content.decode()
    assert f'data-id="{firms[1].pk}" data-edit="{CUSTOMERS}{firms[1].pk}/edit" data-at' in text
    assert f'data-shut href="{CUSTOMERS}?sort=name"' in text and "<h2>Firm 1</h2>" in text
    part = client.get(f"{CUSTOMERS}{firms[1].pk}?in=sort%3Dname", headers={"HX-Request": "true", "HX-Target": "beside"})
    assert "<h2>Firm 1</h2>" in part.content.decode() and "<html" not in part.content.decode()


@pytest.mark.parametrize("given", ["999999", "x", "²", "-1", "99999999999999999999"])
def test_what_one_may_not_see_stands_beside_no_list(firms: list[Any], enter: Enter, given: str) -> None:
    assert enter("alice").get(f"{CUSTOMERS}?beside={given}").context["beside"] == ""
    assert enter("carol").get(f"{CUSTOMERS}?beside={firms[0].pk}").context["beside"] == ""


def test_a_panel_costs_no_more_than_a_record(firms: list[Any], enter: Enter, django_assert_max_num_queries: Any) -> None:
    client = enter("alice")
    address = f"{CUSTOMERS}{firms[1].pk}?in=sort%3Dname"
    client.get(address, headers={"HX-Target": "beside"})
    with django_assert_max_num_queries(12):
        client.get(address, headers={"HX-Target": "beside"})


def test_a_view_keeps_shape_but_no_panel(firms: list[Any], enter: Enter) -> None:
    client = enter("alice")
    asked = f"?widths=name:200&group=size_class&open=large&density=comfy&beside={firms[0].pk}&sums=now"
    made = client.post(f"{CUSTOMERS}views/new{asked}", {"name": "Mine"})
    assert made.url.endswith("&widths=name:200&group=size_class&open=large&density=comfy")
    assert client.post(f"{CUSTOMERS}views/new?group=name", {"name": "No"}).status_code == 400
