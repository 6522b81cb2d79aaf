"""A list in groups: counts and sums of each, rows of the open ones, and the way to further rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.tables import groups as grouping
from xianji.kit.tables import totals as adding
from xianji.kit.tables.shape import groupable
from xianji.org.models import Region
from xianji.sales.models import Opportunity

CUSTOMERS, DEALS = "/customers/customers/", "/sales/opportunities/"
Enter = Callable[[str], Client]


@pytest.fixture
def firms(cast: Cast) -> list[Customer]:
    alice = cast.person("alice")
    made = [make(Customer, name=f"Firm {n:02}", owner=alice, size_class="large", state="active") for n in range(23)]
    made += [make(Customer, name="Small one", owner=alice, size_class="small"), make(Customer, name="Of nobody")]
    return [*made, make(Customer, name="Of Carol", owner=cast.person("carol"), size_class="small")]


def groups(client: Client, asked: str, path: str = CUSTOMERS) -> dict[str, dict[str, Any]]:
    return {one["text"]: one for one in client.get(path + asked).context["groups"]}


def titles(group: dict[str, Any]) -> list[str]:
    return [row["title"] for row in group["rows"]]


def test_groups_stand_in_the_order_of_the_choices_with_their_first_rows(firms: list[Any], enter: Enter) -> None:
    found = groups(enter("alice"), "?group=size_class&sort=name")
    assert list(found) == ["large", "small"]
    assert (found["large"]["count"], found["small"]["count"]) == ("23", "1")
    assert titles(found["large"]) == [f"Firm {n:02}" for n in range(10)] and titles(found["small"]) == ["Small one"]


def test_what_has_no_value_comes_last_and_can_be_opened(firms: list[Any], enter: Enter) -> None:
    found = groups(enter("erin"), "?group=owner")
    assert list(found)[-1] == "none" and titles(found["none"]) == ["Of nobody"]
    assert [one["cell"][1] for one in found.values()] == ["Alice", "Carol", ""]


def test_others_rows_make_no_group(firms: list[Any], enter: Enter) -> None:
    assert [one["cell"][1] for one in groups(enter("carol"), "?group=owner").values()] == ["Carol"]


def test_a_group_is_closed_and_opened_by_its_address(firms: list[Any], enter: Enter) -> None:
    client = enter("alice")
    first = groups(client, "?group=size_class")
    assert first["large"]["href"].endswith("open=small")
    shut = groups(client, first["large"]["href"])
    assert shut["large"]["rows"] == [] and shut["large"]["count"] == "23" and len(shut["small"]["rows"]) == 1
    none = groups(client, shut["small"]["href"])
    assert not any(one["is_open"] for one in none.values()) and shut["small"]["href"].endswith("open=-")
    assert groups(client, none["small"]["href"])["small"]["is_open"]


def test_the_rows_of_a_group_are_paged_to_the_end(firms: list[Any], enter: Enter) -> None:
    client = enter("alice")
    large = groups(client, "?group=size_class&sort=name")["large"]
    more = client.get(large["late_href"])
    assert titles(more.context) == [f"Firm {n:02}" for n in range(10, 23)] and more.context["more_href"] == ""
    assert "<html" not in more.content.decode()
    alone = client.get(CUSTOMERS + large["more_href"])
    assert titles(alone.context) == [f"Firm {n:02}" for n in range(10, 23)]


def test_a_filter_narrows_the_groups(firms: list[Any], enter: Enter) -> None:
    assert list(groups(enter("erin"), "?group=size_class&owner=me")) == []
    assert list(groups(enter("erin"), "?group=size_class&state=active")) == ["large"]
    assert list(groups(enter("erin"), "?group=size_class&q=Small")) == ["small"]


def test_every_way_to_group_agrees_with_counting_by_hand(firms: list[Any], cast: Cast) -> None:
    make(Opportunity, name="One", owner=cast.person("alice"), amount=5, stage="won")
    make(Opportunity, name="Two", owner=cast.person("carol"), amount=7)
    make(Opportunity, name="Nobody's", amount=None)
    for model in (Customer, Opportunity):
        resource = registry.resource_of(model)
        for name in ("alice", "bob", "carol", "erin"):
            with cast.acting(name):
                for column in groupable(resource):
                    query = ListQuery(resource, {})
                    found = grouping.groups(query, column, [])
                    for group in found.groups:
                        inside = query.within(column.path, group.text).rows().count()
                        assert group.total is not None and group.total.count == inside > 0, (model, name, column.path, group.text)
                    assert found.total is not None and found.total.count == query.rows().count()


def test_sums_of_groups_come_from_the_roll_up_and_equal_those_of_the_rows(cast: Cast, enter: Enter) -> None:
    for n, owner in enumerate(("alice", "alice", "carol")):
        make(Opportunity, name=f"Deal {n}", owner=cast.person(owner), amount=100 + n)
    for by in ("stage", "owner"):
        kept = groups(enter("erin"), f"?group={by}&columns=name,amount", DEALS)
        counted = groups(enter("erin"), f"?group={by}&columns=name,amount&amount=1..", DEALS)
        told = {text: (one["count"], one["sums"]) for text, one in kept.items()}
        assert told == {text: (one["count"], one["sums"]) for text, one in counted.items()} and told


def test_too_many_rows_are_counted_choice_by_choice_or_not_at_all(firms: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(adding, "MOST", 5)
    found = groups(enter("erin"), "?group=size_class&columns=name,won_amount")
    assert found["large"]["count"] == "10,000+" and found["large"]["sums"] == {}
    assert found["small"]["count"] == "2" and found["small"]["sums"] == {"won_amount": "0"}
    monkeypatch.setattr(grouping, "FEW", 2)
    text = enter("erin").get(CUSTOMERS + "?group=owner").content.decode()
    assert "too many to group by Owner" in text


def test_more_groups_than_a_page_holds_is_said(firms: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(grouping, "SHOWN", 1)
    answer = enter("erin").get(CUSTOMERS + "?group=owner")
    assert [one["count"] for one in answer.context["groups"]] == ["23"] or len(answer.context["groups"]) == 1
    assert "1 largest of 3 groups" in answer.content.decode() and answer.context["footer"] is None


def test_the_price_of_groups_does_not_grow_with_those_that_stand_open(firms: list[Any], enter: Enter) -> None:
    client, prices = enter("erin"), []
    for asked in ("?group=owner&open=-", "?group=owner"):
        client.get(CUSTOMERS + asked)
        with CaptureQueriesContext(connection) as made:
            client.get(CUSTOMERS + asked)
        prices.append(len(made))
    assert prices[0] <= 4 and prices[1] == prices[0] + 1


def test_the_head_of_a_group_is_one_link(cast: Cast, enter: Enter) -> None:
    make(Customer, name="Crane", region=make(Region, name="Delta"), owner=cast.person("alice"))
    one = groups(enter("alice"), "?group=region")
    assert [group["cell"] for group in one.values()] == [("link", "Delta", "")]


def test_links_lead_to_few_things_or_make_no_groups(cast: Cast) -> None:
    with cast.acting("erin"):
        found = {column.path for column in groupable(registry.resource_of(Opportunity))}
        assert found == {"stage", "owner", "counts_for", "product", "unit"}


def test_a_link_to_more_needs_a_group(firms: list[Any], enter: Enter) -> None:
    assert enter("erin").get(CUSTOMERS + "more?size_class=large").status_code == 404
    assert enter("erin").get(CUSTOMERS + "more?group=size_class").status_code == 404
