"""A chart of a list: its numbers are those of the rows behind each mark, bounded, guarded, and kept with the view."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.charts import points as counting
from xianji.kit.charts.asked import chart_of, fields
from xianji.kit.charts.points import months
from xianji.kit.lists.query import ListQuery
from xianji.kit.tables import totals as adding
from xianji.kit.tables.totals import Total
from xianji.sales.models import Opportunity

DEALS, CUSTOMERS = "/sales/opportunities/", "/customers/customers/"
Enter = Callable[[str], Client]


@pytest.fixture
def deals(cast: Cast) -> list[Opportunity]:
    alice, carol = cast.person("alice"), cast.person("carol")
    return [
        make(Opportunity, name="A", owner=alice, amount=100, stage="needs", opened_on=date(2025, 11, 3)),
        make(Opportunity, name="B", owner=alice, amount=50, stage="needs", opened_on=date(2026, 2, 28)),
        make(Opportunity, name="C", owner=alice, amount=None, stage="won", opened_on=date(2026, 2, 1)),
        make(Opportunity, name="D", owner=carol, amount=7, stage="won", opened_on=None),
    ]


def chart(client: Client, asked: str, path: str = DEALS) -> dict[str, Any]:
    answer = client.get(f"{path}?layout=chart{asked}")
    assert answer.status_code == 200
    return answer.context


def values(found: dict[str, Any]) -> dict[str, str]:
    return {one["label"]: one["exact"] for one in found["items"]}


def test_counts_and_sums_by_one_field(deals: list[Any], enter: Enter) -> None:
    client = enter("erin")
    assert values(chart(client, "")) == {"Needs": "2", "Won": "2"}, "the lanes of the board when nothing is said"
    assert values(chart(client, "&by=stage&sum=amount")) == {"Needs": "150", "Won": "7"}
    assert values(chart(client, "&by=owner&sum=amount")) == {"Alice": "150", "Carol": "7"}
    assert values(chart(enter("alice"), "&by=owner")) == {"Alice": "3"}


def test_a_date_is_a_line_of_months_without_a_gap(deals: list[Any], enter: Enter) -> None:
    found = chart(enter("erin"), "&by=opened_on")
    assert found["drawing"] == "line" and found["nowhere"]["value"] == "1"
    assert values(found) == {"2025-11": "1", "2025-12": "0", "2026-01": "0", "2026-02": "2"}
    assert chart(enter("erin"), "&by=opened_on&mark=bar")["drawing"] == "bar"
    assert [one["short"] for one in found["items"]] == ["2025", "12", "2026", "02"]


def test_two_fields_make_a_heat_map(deals: list[Any], enter: Enter) -> None:
    found = chart(enter("erin"), "&by=stage&across=owner&sum=amount&mark=line")
    pairs = [(row, zip(found["heads"], row["cells"], strict=True)) for row in found["heat_rows"]]
    cells = {(row["label"], head): cell["value"] for row, told in pairs for head, cell in told}
    assert found["drawing"] == "heat"
    assert cells == {("Needs", "Alice"): "150", ("Needs", "Carol"): "", ("Won", "Alice"): "0", ("Won", "Carol"): "7"}


def test_each_mark_opens_the_rows_it_counts(deals: list[Any], enter: Enter, cast: Cast) -> None:
    for model, path in ((Opportunity, DEALS), (Customer, CUSTOMERS)):
        resource = registry.resource_of(model)
        with cast.acting("erin"):
            names = [column.path for column in fields(resource)]
        for name in names:
            for more in ("", "&q=A", f"&{names[0]}=!{'needs' if model is Opportunity else 'lost'}"):
                found = chart(enter("erin"), f"&by={name}{more}", path)
                for one in [*found.get("items", []), *filter(None, [found.get("nowhere")])]:
                    behind = enter("erin").get(f"{path}count{one['href'].partition(path)[2]}").content.decode()
                    assert behind == one["exact"], (name, more, one)


def test_each_cell_opens_the_rows_it_counts(deals: list[Any], enter: Enter) -> None:
    found = chart(enter("erin"), "&by=opened_on&across=stage&opened_on=2025-11-15..")
    cells = [cell for row in found["heat_rows"] for cell in row["cells"] if cell["href"]]
    assert cells and sum(int(cell["value"]) for cell in cells) == 2
    for cell in cells:
        assert enter("erin").get(f"{DEALS}count{cell['href'].partition(DEALS)[2]}").content.decode() == cell["value"]


def test_a_month_keeps_within_the_days_that_were_asked_for(deals: list[Any], enter: Enter) -> None:
    found = chart(enter("erin"), "&by=opened_on&opened_on=2026-02-10..2026-12-31")
    assert values(found) == {"2026-02": "1"} and "opened_on=2026-02-10..2026-02-28" in found["items"][0]["href"]


def test_too_many_rows_are_not_drawn(deals: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(adding, "MOST", 2)
    monkeypatch.setattr(counting, "MOST", 2)
    for asked in ("&by=opened_on", "&by=stage&across=owner", "&by=product", "&by=stage&amount=8.."):
        found = chart(enter("erin"), asked)
        assert ("too many to draw" in found["problem"]) == (asked != "&by=stage&amount=8.."), asked
    assert values(chart(enter("erin"), "&by=stage&sum=amount")) == {"Needs": "150", "Won": "7"}, "from the roll-up"


def test_currencies_have_no_common_axis(deals: list[Any], enter: Enter, monkeypatch: Any) -> None:
    mixed = {"won": Total(1, {"amount": {"CNY": Decimal(5)}}), "needs": Total(1, {"amount": {"USD": Decimal(5)}})}
    monkeypatch.setattr(counting, "totals", lambda *_asked, **_more: mixed)
    found = chart(enter("erin"), "&by=stage&sum=amount")
    assert "several currencies" in found["problem"] and "items" not in found


def test_a_guarded_field_is_neither_offered_nor_drawn(deals: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(type(registry.resource_of(Opportunity)), "guarded", {"amount": "nobody.has", "stage": "nobody.has"})
    client = enter("erin")
    assert client.get(DEALS + "?layout=chart&by=owner&sum=amount").status_code == 400
    assert client.get(DEALS + "?layout=chart&by=stage").status_code == 400
    found = chart(client, "&by=owner")
    assert [name for name, _label, _chosen in found["choices"]["sum"]] == [""]
    assert "stage" not in [name for name, _label, _chosen in found["choices"]["by"]]


@pytest.mark.parametrize("asked", ["&by=name", "&across=amount", "&sum=stage", "&mark=pie", "&by=customer"])
def test_what_cannot_be_drawn_is_said_plainly(cast: Cast, enter: Enter, asked: str) -> None:
    answer = enter("alice").get(f"{DEALS}?layout=chart{asked}")
    assert answer.status_code == 400 and "note" in answer.content.decode()


def test_nothing_to_draw_says_so_and_strangers_see_none(deals: list[Any], enter: Enter) -> None:
    assert 'class="empty"' in enter("erin").get(f"{DEALS}?layout=chart&amount=9999..").content.decode()
    assert enter("frank").get(f"{DEALS}?layout=chart").status_code == 404


def test_the_chart_is_told_in_words_and_as_a_table(deals: list[Any], enter: Enter) -> None:
    text = enter("erin").get(f"{DEALS}?layout=chart&by=stage&sum=amount").content.decode()
    assert "Amount by Stage: 2 values, together 157. The largest is Needs with 150." in text
    assert "<details" in text and ">150</td>" in text and '<td>Total</td><td class="r">157</td>' in text


def test_a_view_keeps_the_chart(deals: list[Any], enter: Enter) -> None:
    made = enter("alice").post(f"{DEALS}views/new?layout=chart&by=stage&sum=amount", {"name": "By stage"})
    assert made.url.endswith("&layout=chart&by=stage&sum=amount")
    assert enter("alice").post(f"{DEALS}views/new?layout=chart&by=name", {"name": "No"}).status_code == 400


def test_every_object_with_filters_has_a_chart(deals: list[Any], enter: Enter, cast: Cast) -> None:
    seen = [one for one in registry.resources.values() if one.may(cast.actor("erin"), "view")]
    for resource in seen:
        for column in fields_of(cast, resource):
            assert enter("erin").get(f"{resource.path}?layout=chart&by={column}").status_code == 200, (resource.label, column)


def fields_of(cast: Cast, resource: Any) -> list[str]:
    with cast.acting("erin"):
        return [column.path for column in fields(resource)]


def test_the_price_of_a_chart(deals: list[Any], enter: Enter, django_assert_max_num_queries: Any) -> None:
    client = enter("erin")
    for asked, most in (("&by=stage", 4), ("&by=opened_on", 3), ("&by=owner&across=stage", 5)):
        client.get(f"{DEALS}?layout=chart{asked}")
        with django_assert_max_num_queries(most):
            client.get(f"{DEALS}?layout=chart{asked}")


def test_months_far_apart_are_not_filled() -> None:
    far = [date(1, 1, 1), date(2026, 1, 1)]
    assert months(far) == far and months([]) == []
    assert len(months([date(2025, 1, 1), date(2026, 1, 1)])) == 13


def test_numbers_agree_with_the_rows(deals: list[Any], cast: Cast) -> None:
    resource = registry.resource_of(Opportunity)
    for name in ("alice", "carol", "erin"):
        with cast.acting(name):
            for column in fields(resource):
                query = ListQuery(resource, {"layout": "chart", "by": column.path})
                found = counting.points(query, chart_of(query))
                assert found is not None and sum(found.numbers.values()) == query.rows().count(), (name, column.path)
