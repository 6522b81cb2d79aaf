"""Tags and stars: who may give them, how lists are filtered by them, and what they cost."""

from typing import Any

import pytest
from django.db import connection

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.marks import filters, keeping
from xianji.kit.marks.models import Star, Tag, Tagging
from xianji.kit.refusals import NotPermitted, Refused

LIST = "/customers/customers/"


@pytest.fixture
def firms(cast: Any) -> list[Customer]:
    return [make(Customer, name=name, owner=cast.person(owner)) for name, owner in
            (("Heron", "alice"), ("Crane", "alice"), ("Swift", "carol"))]  # fmt: skip


def tag(client: Any, firm: Customer, text: str) -> Any:
    return client.post(f"{LIST}{firm.pk}/tags", {"tags": text})


def names(client: Any, asked: str) -> list[str]:
    return sorted(row["title"] for row in client.get(f"{LIST}?{asked}").context["rows"])


def test_tags_are_settled_in_one_line_and_told(firms: Any, enter: Any) -> None:
    client = enter("alice")
    assert tag(client, firms[0], "VIP， 年框、vip, , key   account").status_code == 302
    assert Tagging.objects.count() == 3
    tag(client, firms[0], "年框, key account, New")
    told = [entry.changes["tags"][:2] for entry in Entry.objects.filter(verb="tag").order_by("id")]
    assert told == [["", "VIP, 年框, key account"], ["VIP, 年框, key account", "年框, key account, New"]]
    tag(client, firms[0], "年框, key account, New")
    assert Entry.objects.filter(verb="tag").count() == 2, "nothing changed, nothing told"
    assert client.get(f"{LIST}{firms[0].pk}/tags").context["form"].initial["tags"] == "年框, key account, New"


def test_only_who_may_change_a_record_tags_it(firms: Any, enter: Any, cast: Any) -> None:
    assert tag(enter("carol"), firms[0], "mine").status_code == 404
    assert tag(enter("dave"), firms[0], "read").status_code == 403
    with cast.acting("carol"), pytest.raises(NotPermitted):
        keeping.settle(firms[0], "by another way")
    assert not Tag.objects.exists()


@pytest.mark.parametrize("text", ["x" * 31, ", ".join(f"t{n}" for n in range(21))])
def test_too_long_and_too_many_are_refused(firms: Any, enter: Any, text: str) -> None:
    assert tag(enter("alice"), firms[0], text).status_code == 422
    assert not Tagging.objects.exists()


def test_adding_never_goes_beyond_the_most(firms: Any, cast: Any) -> None:
    with cast.acting("alice"):
        keeping.settle(firms[0], ", ".join(f"t{n}" for n in range(20)))
        with pytest.raises(Refused):
            keeping.add(firms[0], "one more")
        assert len(keeping.names_of(firms[0])) == 20


def test_lists_are_filtered_by_tags_within_scope(firms: Any, enter: Any) -> None:
    tag(enter("alice"), firms[0], "VIP")
    tag(enter("alice"), firms[1], "slow")
    tag(enter("carol"), firms[2], "vip")
    assert names(enter("alice"), "tags=VIP") == ["Heron"]
    assert names(enter("carol"), "tags=vIp") == ["Swift"]
    assert names(enter("erin"), "tags=vip,slow") == ["Crane", "Heron", "Swift"]
    assert names(enter("erin"), "tags=nothing") == []
    assert names(enter("erin"), "any=(tags:vip)(owner:me)") == ["Heron", "Swift"]
    page = enter("erin").get(f"{LIST}?tags=vip,slow").content.decode()
    assert "vip, slow" in page and 'name="tags" value="vip,slow"' in page


def test_stars_are_ones_own(firms: Any, enter: Any) -> None:
    alice, bob = enter("alice"), enter("bob")
    alice.post(f"{LIST}{firms[1].pk}/star", {"wanted": "yes"})
    alice.post(f"{LIST}{firms[1].pk}/star", {"wanted": "yes"})
    assert Star.objects.count() == 1 and not Entry.objects.filter(verb="star").exists()
    assert (names(alice, "starred=yes"), names(bob, "starred=yes")) == (["Crane"], [])
    assert enter("carol").post(f"{LIST}{firms[1].pk}/star", {"wanted": "yes"}).status_code == 404
    assert alice.get(f"{LIST}?starred=no").status_code == 400
    alice.post(f"{LIST}{firms[1].pk}/star", {"wanted": ""})
    assert names(alice, "starred=yes") == []


def test_a_star_on_a_record_that_one_no_longer_sees_shows_nothing(firms: Any, enter: Any) -> None:
    enter("alice").post(f"{LIST}{firms[0].pk}/star", {"wanted": "yes"})
    enter("erin").post(f"{LIST}{firms[0].pk}/hand-over", {"to": "Carol"})
    assert names(enter("alice"), "starred=yes") == []


def test_stars_have_an_end(firms: Any, cast: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "STARS", 1)
    with cast.acting("alice"):
        keeping.star(firms[0], True)
        keeping.star(firms[0], True)
        with pytest.raises(Refused):
            keeping.star(firms[1], True)


def test_a_filtered_list_costs_one_statement_more(firms: Any, enter: Any, django_assert_num_queries: Any) -> None:
    client = enter("alice")
    tag(client, firms[0], "VIP")
    client.get(f"{LIST}?tags=VIP")
    with django_assert_num_queries(4):
        client.get(f"{LIST}?tags=VIP")


def test_the_ids_come_from_an_index_and_have_an_end(firms: Any, cast: Any, monkeypatch: Any) -> None:
    with cast.acting("erin"):
        for firm in firms:
            keeping.add(firm, "VIP")
        rows = Tagging.objects.filter(tag__label="customers.customer", tag__key__in=["vip"]).order_by("record_id")
        plan = rows.values_list("record_id", flat=True).distinct().explain()
        if connection.vendor == "sqlite":
            assert "SCAN kit_tagging" not in plan and "SCAN kit_tag " not in plan
        monkeypatch.setattr(filters, "MOST", 2)
        with pytest.raises(filters.BadFilter):
            ListQuery(registry.resource_of(Customer), {"tags": "vip"}).count()


def test_ticked_rows_are_tagged_and_refusals_told(firms: Any, enter: Any) -> None:
    asked = {"verb": "tag", "ids": [firm.pk for firm in firms]}
    assert "tags" in enter("erin").post(f"{LIST}bulk", asked).context["form"].fields
    tag(enter("alice"), firms[0], "old")
    enter("erin").post(f"{LIST}bulk", {**asked, "confirmed": "1", "seen": "1", "tags": "fair 2026"})
    assert sorted(Tagging.objects.filter(tag__key="fair 2026").values_list("record_id", flat=True)) == [f.pk for f in firms]
    assert Tagging.objects.filter(tag__key="old").count() == 1
    assert enter("erin").post(f"{LIST}bulk", {**asked, "confirmed": "1", "tags": ""}).status_code == 422


def test_what_comes_late_is_what_stands_there(firms: Any, enter: Any, django_assert_num_queries: Any) -> None:
    client, late = enter("alice"), f"{LIST}{firms[0].pk}/late"
    tag(client, firms[0], "VIP & co")
    client.post(f"{LIST}{firms[0].pk}/comments", {"text": "Hello"})
    client.post(f"{LIST}{firms[0].pk}/star", {"wanted": "yes"})
    client.get(late)
    with django_assert_num_queries(9):  # one of them counts what lies behind the tabs
        told = client.get(late).content.decode()
    assert "VIP &amp; co" in told and "?tags=VIP%20%26%20co" in told
    assert 'id="count-papers" hx-swap-oob="true">1<' in told and "count-files" not in told and "data-on" in told
    assert enter("carol").get(late).status_code == 404


def test_the_api_filters_by_tags_too(firms: Any, enter: Any) -> None:
    tag(enter("alice"), firms[0], "VIP")
    found = enter("erin").get("/api/customers/customers?tags=vip&columns=name").json()["items"]
    assert [one["name"] for one in found] == ["Heron"]
