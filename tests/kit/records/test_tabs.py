"""The tabs of a record: few, in order, each with its number, and the same one from record to record."""

import re

import pytest

from tests.making import make
from xianji.customers.models import AccountEvent, Customer
from xianji.kit.records.panels import Fold, Panel
from xianji.kit.records.tabs import tabs

LIST = "/customers/customers/"


@pytest.fixture
def firms(cast):
    with cast.acting("alice"):
        return [make(Customer, name=name, owner=cast.person("alice")) for name in ("Crane", "Heron")]


def test_only_where_there_are_too_many_those_of_a_fold_share_a_tab():
    late, soon = Fold("late", "Late", 2), Fold("soon", "Soon", 1)
    told = [("a", late, 1), ("b", late, 0), ("c", soon, 0), ("d", None, 0), ("e", soon, 3), ("f", Fold("one", "One", 3), 0)]
    panels = [Panel(name, name, "x.html", "tab", fold=fold, order=order) for name, fold, order in told]
    assert [one.name for one in tabs(panels)] == ["a", "b", "c", "d", "e", "f"]
    seven = tabs([*panels, Panel("g", "g", "x.html", "tab", fold=late, order=2)])
    assert [(one.name, [part.name for part in one.parts]) for one in seven] == [
        ("d", ["d"]), ("soon", ["c", "e"]), ("late", ["b", "a", "g"]), ("f", ["f"])
    ]  # fmt: skip


def test_a_customer_has_eight_at_most_and_each_part_keeps_its_address(firms, enter):
    client, here = enter("alice"), f"{LIST}{firms[0].pk}"
    found = client.get(here).context["tabs"]
    parts = [part.name for tab in found for part in tab.parts]
    assert len(found) <= 7 < len(parts) and {"plans", "team", "map", "valued", "accountevent", "class", "files", "history"} <= {*parts}
    for name in parts:
        answer = client.get(f"{here}?tab={name}")
        assert answer.status_code == 200 and f'href="{here}?tab={name}" aria-current' in answer.text, name


def test_a_number_comes_late_for_the_tab_and_for_its_parts_where_it_is_open(firms, enter, cast):
    with cast.acting("alice"):
        for _n in range(2):
            make(AccountEvent, customer=firms[0], owner=cast.person("alice"))
    client, here = enter("alice"), f"{LIST}{firms[0].pk}/late"
    told = lambda text: dict(re.findall(r'id="count-(\w+)" hx-swap-oob="true">([^<]+)<', text))  # noqa: E731
    assert told(client.get(here).text) == {"dealings": "2"}
    assert told(client.get(f"{here}?tab=touch").text) == {"dealings": "2", "accountevent": "2"}


def test_the_next_record_opens_before_the_same_tab_or_the_overview(firms, enter):
    client, first = enter("alice"), f"{LIST}{firms[1].pk}"
    text = client.get(f"{first}?tab=plans&in=sort%3Dname").text
    assert f'href="{LIST}{firms[0].pk}?tab=plans&amp;in=sort%3Dname"' in text and "tab=map&amp;in=sort%3Dname" in text
    assert client.get(f"{first}?tab=nothing&in=sort%3Dname").context["tab"] == ""
    assert client.get(f"{first}?tab=nothing").status_code == 404
