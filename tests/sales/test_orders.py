"""An order is entered by one and confirmed by another; it stays when it is cancelled, and its customer's page shows it."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.kit.verbs import change
from xianji.lib.actor import SYSTEM, acting
from xianji.org.access.models import Assignment, Role
from xianji.sales.models import Order
from xianji.sales.orders.actions import cancel, confirm, receive_advance
from xianji.workspace.models import Activity


@pytest.fixture
def order(cast: Cast) -> Order:
    """Entered by alice for a customer of hers."""
    customer = make(Customer, owner=cast.person("alice"))
    with cast.acting("alice"):
        return store.create(Order(customer=customer, amount="1250.50", owner=cast.person("alice")))


def test_a_number_of_its_month(order: Order) -> None:
    assert order.number == f"SO-{timezone.localdate(order.created_at):%Y%m}-0001" and order.state == "draft"


def test_her_leader_confirms_and_she_does_not(cast: Cast, order: Order) -> None:
    with pytest.raises(NotPermitted):
        confirm(order, by=cast.actor("alice"))
    confirm(order, by=cast.actor("bob"))
    assert Order.unscoped.get(pk=order.pk).state == "confirmed"
    assert Entry.objects.filter(label="sales.order", record_id=order.pk).latest("id").verb == "confirm"


def test_nobody_confirms_what_they_entered(cast: Cast) -> None:
    with cast.acting("erin"):
        own = store.create(Order(customer=make(Customer), amount=5))
    with pytest.raises(Refused):
        confirm(own, by=cast.actor("erin"))


@pytest.fixture
def serves(cast: Cast) -> None:
    """bob serves customers too, so that he may change orders."""
    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="CS"))


def test_whoever_changed_the_amount_entered_it_too_however_many_have_since(cast: Cast, order: Order, serves: None) -> None:
    with cast.acting("bob"):
        change(order, {"amount": 9})
    with acting(SYSTEM):
        change(Order.unscoped.get(pk=order.pk), {"promised_on": timezone.localdate()})
    with pytest.raises(Refused, match="somebody else"):
        confirm(order, by=cast.actor("bob"))
    confirm(order, by=cast.actor("erin"))


def test_a_day_that_was_put_right_is_no_entry(cast: Cast, order: Order, serves: None) -> None:
    with cast.acting("bob"):
        change(order, {"promised_on": timezone.localdate()})
    confirm(order, by=cast.actor("bob"))


def test_who_entered_or_released_it_does_not_say_that_its_advance_is_there(cast: Cast, order: Order) -> None:
    Order.unscoped.filter(pk=order.pk).update(state="confirmed", advance=5, created_by=cast.person("grace"))
    with pytest.raises(Refused, match="money is there"):
        receive_advance(order, by=cast.actor("grace"))
    Order.unscoped.filter(pk=order.pk).update(created_by=cast.person("alice"), released_by=cast.person("grace"))
    with pytest.raises(Refused, match="money is there"):
        receive_advance(order, by=cast.actor("grace"))
    Order.unscoped.filter(pk=order.pk).update(released_by=cast.person("erin"))
    receive_advance(order, by=cast.actor("grace"))


def test_a_cancelled_order_stays_and_says_why(cast: Cast, order: Order) -> None:
    confirm(order, by=cast.actor("bob"))
    cancel(order, by=cast.actor("bob"), why="Changed plans")
    assert (order.state, order.cancelled_because) == ("cancelled", "Changed plans")
    for verb in (confirm, cancel):
        with pytest.raises(WrongState):
            verb(order, by=cast.actor("erin"), **({"why": "again"} if verb is cancel else {}))


def test_it_stands_on_its_customers_page_for_those_who_may_see_it(cast: Cast, order: Order, enter) -> None:
    page: Client = enter("alice")
    assert order.number in page.get(f"/customers/customers/{order.customer_id}").content.decode()
    with cast.acting("carol"):
        assert not Order.objects.exists()


def test_a_talk_about_an_order_is_a_talk_with_its_customer(as_system: None) -> None:
    order = make(Order)
    call = make(Activity, kind="call", about_label=Order.label(), about_id=order.pk)
    assert Customer.unscoped.get(pk=order.customer_id).last_contact_on == timezone.localtime(call.at).date()
