"""The trash: what comes in, what goes out, who sees what of it, at what cost."""

from typing import Any

import pytest
from django.db import connection, transaction

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import sets, verbs
from xianji.kit.trash import following, pages
from xianji.kit.trash.models import Trashed
from xianji.lib.actor import SYSTEM, acting

LIST = "/customers/customers/"


@pytest.fixture
def firms(cast: Any) -> list[Customer]:
    return [make(Customer, name=f"Firm {n}", owner=cast.person("alice")) for n in range(3)]


def names(client: Any, asked: str = "") -> list[str]:
    return [row.name for row in client.get(f"{LIST}trash{asked}").context["rows"]]


def test_what_is_deleted_comes_in_and_what_is_restored_goes_out(firms: Any, enter: Any) -> None:
    erin = enter("erin")
    for firm in (firms[0], firms[2]):
        erin.post(f"{LIST}{firm.pk}/delete")
    assert names(erin) == ["Firm 2", "Firm 0"] and "Erin" in erin.get(f"{LIST}trash").content.decode()
    erin.post(f"{LIST}{firms[0].pk}/restore")
    assert names(erin) == ["Firm 2"]
    erin.post(f"{LIST}bulk", {"verb": "restore", "ids": [firms[2].pk]})
    assert names(erin) == [] and not Trashed.objects.exists()
    assert f'href="{LIST}trash"' in erin.get(LIST).content.decode()


def test_only_who_may_delete_has_a_trash(firms: Any, enter: Any) -> None:
    for name in ("alice", "carol", "dave"):
        assert enter(name).get(f"{LIST}trash").status_code == 404, name
    assert f'href="{LIST}trash"' not in enter("alice").get(LIST).content.decode()


def test_the_trash_shows_only_what_lies_within_the_right_to_delete(firms: Any, cast: Any, enter: Any) -> None:
    from xianji.org.access.models import Grant, Role
    from xianji.org.actors import access_changed

    Grant.objects.create(role=Role.unscoped.get(code="SUP"), permission="customers.customer.delete", reach="b")
    access_changed()
    far = make(Customer, name="Far", owner=cast.person("carol"))
    with acting(SYSTEM):
        for firm in (*firms, far):
            verbs.delete(firm)
    assert names(enter("bob")) == ["Firm 2", "Firm 1", "Firm 0"]
    assert len(names(enter("erin"))) == 4


def test_what_is_taken_back_has_left_no_trace(firms: Any) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), acting(SYSTEM):
        verbs.delete(firms[0])
        raise ZeroDivisionError
    assert not Trashed.objects.exists()


def test_many_at_once_are_followed_too(firms: Any) -> None:
    from django.utils import timezone

    with acting(SYSTEM):
        sets.change_many(Customer.unscoped.all(), {"deleted_at": timezone.now()}, verb="delete")
    assert Trashed.objects.count() == 3


def test_pages_go_on_where_the_last_one_ended(firms: Any, enter: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    with acting(SYSTEM):
        for firm in firms:
            verbs.delete(firm)
    first = enter("erin").get(f"{LIST}trash")
    assert [row.name for row in first.context["rows"]] == ["Firm 2", "Firm 1"]
    assert names(enter("erin"), first.context["older_href"]) == ["Firm 0"]
    assert names(enter("erin"), "?before=x") == ["Firm 2", "Firm 1"]


def test_what_was_deleted_before_is_read_once(firms: Any) -> None:
    with acting(SYSTEM):
        verbs.delete(firms[1])
    Trashed.objects.all().delete()
    following.begin()
    following.begin()
    assert [row.record_id for row in Trashed.objects.all()] == [firms[1].pk]


def test_it_costs_five_statements_and_reads_an_index(firms: Any, enter: Any, django_assert_num_queries: Any) -> None:
    with acting(SYSTEM):
        for firm in firms:
            verbs.delete(firm)
    erin = enter("erin")
    erin.get(f"{LIST}trash")
    with django_assert_num_queries(5):
        erin.get(f"{LIST}trash")
    plan = Trashed.objects.filter(label="customers.customer", pk__lt=9).order_by("-id").values_list("pk", "record_id")[:51].explain()
    if connection.vendor == "sqlite":
        assert "SCAN" not in plan
