"""Each active customer has its next return visit, as often as its class has it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import sets
from xianji.lib.periods import months_after
from xianji.org.models import Person
from xianji.sales.models import Receivable
from xianji.service.models import ReturnVisit
from xianji.service.return_visits.planning import run

TODAY = timezone.localdate


def customer(cast: Cast, name: str, size: str = "large", **values: Any) -> Customer:
    made = make(Customer, name=name, owner=cast.person("alice"))
    Customer.unscoped.filter(pk=made.pk).update(**{"state": "active", "shown_class": size, **values})
    return made


def made(record: Customer, on: date) -> ReturnVisit:
    one = make(ReturnVisit, customer=record, due_on=on)
    ReturnVisit.unscoped.filter(pk=one.pk).update(state="done", done_on=on)
    return one


def days() -> dict[str, date]:
    rows = ReturnVisit.unscoped.filter(state="due")
    return dict(rows.values_list("customer__name", "due_on"))


def test_by_class_from_the_last_one_on_and_twice_is_once(cast: Cast, as_system: None, serving: Any) -> None:
    last = TODAY() - timedelta(days=10)
    for name, size in (("L", "large"), ("M", "medium"), ("S", "small"), ("P", "potential")):
        made(customer(cast, name, size), last)
    customer(cast, "Gone", state="lost")
    Customer.unscoped.filter(pk=customer(cast, "Pooled").pk).update(owner=None)
    assert run() == {"planned": 3, "moved": 0, "dropped": 0}
    assert days() == {name: months_after(last, months) for name, months in (("L", 1), ("M", 3), ("S", 6))}
    assert {one.caller for one in ReturnVisit.unscoped.filter(state="due")} == {serving}
    assert run() == {"planned": 0, "moved": 0, "dropped": 0}


def test_one_that_was_made_meanwhile_counts(cast: Cast, as_system: None) -> None:
    record = customer(cast, "L")
    run()
    before = days()["L"]
    assert TODAY() + timedelta(days=7) <= before <= months_after(TODAY(), 1)
    made(record, TODAY())
    assert run()["moved"] == 1 and days()["L"] == months_after(TODAY(), 1)


def test_where_one_waits_already_no_second_one_is_planned(cast: Cast, as_system: None) -> None:
    record = customer(cast, "L")
    make(ReturnVisit, customer=record, occasion="delivery", due_on=TODAY() + timedelta(days=2))
    assert run()["planned"] == 0 and ReturnVisit.unscoped.count() == 1


def test_who_has_to_pay_first_is_visited_for_that(cast: Cast, as_system: None) -> None:
    record = customer(cast, "L")
    owed = make(Receivable, customer=record, amount=5, issued_on=TODAY() - timedelta(days=40), due_on=TODAY() - timedelta(days=16))
    assert run()["planned"] == 0
    Receivable.unscoped.filter(pk=owed.pk).update(due_on=TODAY() - timedelta(days=15))
    assert run()["planned"] == 1


@pytest.mark.parametrize("values", [{"state": "lost"}, {"owner": None}])
def test_of_a_customer_that_is_none_any_more_nobody_is_called(cast: Cast, as_system: None, values: dict[str, Any]) -> None:
    record = customer(cast, "L")
    run()
    make(ReturnVisit, customer=record, occasion="complaint", due_on=TODAY())
    Customer.unscoped.filter(pk=record.pk).update(**values)
    assert run()["dropped"] == 1
    assert dict(ReturnVisit.unscoped.values_list("occasion", "state")) == {"periodic": "dropped", "complaint": "due"}


def test_they_go_along_with_their_customer(cast: Cast, as_system: None) -> None:
    record = customer(cast, "L")
    run()
    sets.change_many(Customer.unscoped.filter(pk=record.pk), {"owner": cast.person("carol")}, verb="hand_over")
    visit = ReturnVisit.unscoped.get()
    assert (visit.owner, visit.caller) == (cast.person("carol"), cast.person("carol")), "as nobody serves"


def test_of_two_customers_that_became_one_the_nearer_one_stays(cast: Cast, as_system: None) -> None:
    record = customer(cast, "L")
    near, far = (make(ReturnVisit, customer=record, due_on=TODAY() + timedelta(days=days)) for days in (9, 12))
    run()
    assert dict(ReturnVisit.unscoped.values_list("pk", "state")) == {near.pk: "due", far.pk: "dropped"}
    assert run() == {"planned": 0, "moved": 0, "dropped": 0}


def test_what_somebody_was_to_call_who_has_left_is_anothers(cast: Cast, as_system: None, serving: Any) -> None:
    record = customer(cast, "L")
    visit = make(ReturnVisit, customer=record, due_on=TODAY(), caller=cast.person("carol"), occasion="complaint")
    Person.unscoped.filter(pk=cast.person("carol").pk).update(left_on=TODAY(), state="left")
    run()
    assert ReturnVisit.unscoped.get(pk=visit.pk).caller == serving
