"""The list page: what it shows, to whom, and at what cost."""

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.lists import query
from xianji.kit.lists.plan import Plan
from xianji.org.access.models import Share
from xianji.sales.models import Opportunity

CUSTOMERS, DEALS = "/customers/customers/", "/sales/opportunities/"


@pytest.fixture
def some(cast):
    owner = cast.person("alice")
    firms = [make(Customer, name=f"Firm {n:02}", owner=owner, size_class="large") for n in range(60)]
    for n in range(5):
        make(Opportunity, name=f"Deal {n}", owner=owner, customer=firms[n], amount=1000 + n, stage="needs")
    return firms


@pytest.mark.parametrize("path", [CUSTOMERS, DEALS])
def test_a_warm_list_costs_three_queries(some, enter, path, django_assert_num_queries):
    client = enter("alice")
    client.get(path)
    with django_assert_num_queries(3):
        assert client.get(path).status_code == 200


def test_pages_follow_each_other_without_gap_or_repetition(some, enter):
    client, address, seen = enter("alice"), CUSTOMERS + "?sort=name", []
    while address:
        answer = client.get(address)
        seen += [row["title"] for row in answer.context["rows"]]
        address = answer.context["next_href"] and CUSTOMERS + answer.context["next_href"]
    assert seen == [f"Firm {n:02}" for n in range(60)]


def test_the_way_back_shows_the_first_page_again(some, enter):
    client = enter("alice")
    first = client.get(CUSTOMERS + "?sort=name")
    second = client.get(CUSTOMERS + first.context["next_href"])
    back = client.get(CUSTOMERS + second.context["previous_href"])
    assert [row["id"] for row in back.context["rows"]] == [row["id"] for row in first.context["rows"]]
    assert back.context["previous_href"] == ""


def test_a_phone_gets_its_first_rows_sooner_and_goes_on_behind_them(some, enter):
    client, phone = enter("alice"), {"Sec-CH-UA-Mobile": "?1"}
    first = client.get(CUSTOMERS + "?sort=name", headers=phone)
    assert len(first.context["rows"]) == 25 and "shown=25" in first.context["count_href"]
    rest = client.get(CUSTOMERS + first.context["next_href"])
    assert [row["title"] for row in rest.context["rows"]] == [f"Firm {n:02}" for n in range(25, 60)]


def test_a_colleague_elsewhere_sees_no_row_and_no_count(some, enter):
    client = enter("carol")
    assert client.get(CUSTOMERS).context["rows"] == []
    assert client.get(CUSTOMERS + "count").content == b"0"


def test_without_permission_there_is_no_such_page(some, enter, cast):
    assert enter("frank").get(CUSTOMERS).status_code == 404
    assert enter("frank").get(CUSTOMERS + "count").status_code == 404


def test_the_count_arrives_late_with_those_of_the_views(some, enter):
    text = enter("alice").get(CUSTOMERS + "count?shown=50", headers={"HX-Request": "true"}).content.decode()
    assert text.startswith("60<span") and 'id="count-me" hx-swap-oob="true">60' in text and "60</span>" in text


def test_the_rows_alone_are_a_fragment(some, enter):
    text = enter("alice").get(CUSTOMERS, headers={"HX-Request": "true", "HX-Target": "rows"}).content.decode()
    assert "<table" in text and "<html" not in text


def test_rows_are_real_links_and_names_are_harmless(cast, enter):
    record = make(Customer, name="<script>alert(1)</script>", owner=cast.person("alice"))
    text = enter("alice").get(CUSTOMERS).content.decode()
    assert f'href="/customers/customers/{record.pk}?in=view%3Dall"' in text and "<script>alert" not in text


def test_an_empty_list_says_what_to_do_and_a_filtered_one_how_to_loosen(cast, enter):
    client = enter("alice")
    first = client.get(CUSTOMERS).content.decode()
    assert CUSTOMERS + "new" in first
    filtered = client.get(CUSTOMERS + "?state=lost&size_class=large").content.decode()
    assert "?state=lost" in filtered and 'class="empty"' in filtered


@pytest.mark.parametrize(
    "address", ["?colour=red", "?sort=need_profile", "?columns=secret", "?after=nonsense", "?state=gone"]
)
def test_what_cannot_be_answered_is_said_plainly(cast, enter, address):
    answer = enter("alice").get(CUSTOMERS + address)
    assert answer.status_code == 400 and "note" in answer.content.decode()


def test_a_kept_statement_is_asked_anew(some, cast, enter):
    client = enter("carol")
    assert client.get(CUSTOMERS + "?sort=name").context["rows"] == []
    Share.objects.create(label=Customer.label(), record_id=some[3].pk, person=cast.person("carol"))
    mine = make(Customer, name="Anew", owner=cast.person("carol"))
    rows = client.get(CUSTOMERS + "?sort=name").context["rows"]
    assert [row["id"] for row in rows] == [mine.pk, some[3].pk]


def test_a_kept_statement_takes_what_is_asked_now(some, cast, enter):
    client = enter("alice")

    def titles(asked: str) -> list[str]:
        return [row["title"] for row in client.get(CUSTOMERS + asked).context["rows"]]

    assert titles("?q=Firm+07&sort=name") == ["Firm 07"]
    assert titles("?q=Firm+08&sort=name") == ["Firm 08"]
    assert titles("?q=Nowhere&sort=name") == []
    make(Customer, name="Firm 07 again", owner=cast.person("alice"))
    assert titles("?q=Firm+07&sort=name") == ["Firm 07", "Firm 07 again"]
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert len(titles(f"?updated_at={today}..{today}")) == 50
    assert titles("?updated_at=..2020-01-01") == titles("?updated_at=last_year") == []


def test_what_words_find_is_shown_within_ones_scope_alone(some, enter):
    assert enter("carol").get(CUSTOMERS + "?q=Firm").context["rows"] == []


def test_each_page_after_the_first_is_the_same_statement(some, cast, monkeypatch):
    planned = []
    monkeypatch.setattr(query, "Plan", lambda *given: planned.append(given) or Plan(*given))
    with cast.acting("alice"):
        page = query.ListQuery(registry.resource_of(Customer), {"sort": "name"}, size=10).page(["name"])
        seen = [row[2] for row in page.rows]
        while page.after:
            asked = {"sort": "name", "after": page.after}
            page = query.ListQuery(registry.resource_of(Customer), asked, size=10).page(["name"])
            seen += [row[2] for row in page.rows]
    assert len(planned) == 2 and seen == [f"Firm {n:02}" for n in range(60)]
