"""Scenarios A (11 to 17) and B (3, 4, 8) of the specification as far as orders, deliveries and revenue go, to the cent."""

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit import registry, store
from xianji.kit.metrics import figures
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.access.models import Assignment, Role
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding
from xianji.sales.contracts import milestones
from xianji.sales.contracts.parts import Milestone
from xianji.sales.deliveries.actions import accept, deliver, make_good, ship
from xianji.sales.models import Contract, Delivery, Order, OrderLine, PaymentTerm, RevenueEntry
from xianji.sales.orders import crediting, exposure, posting
from xianji.sales.orders.actions import confirm, receive_advance, release
from xianji.sales.revenue.balancing import unbalanced
from xianji.sales.revenue.services import deferred, go_on

Q3 = {"booked_on": "2026-07-01..2026-09-30"}


@pytest.fixture
def people(cast: Cast) -> Cast:
    """Carol serves customers here."""
    Assignment.objects.create(user=cast.users["carol"], role=Role.unscoped.get(code="CS"))
    return cast


@pytest.fixture
def customer(people: Cast) -> Customer:
    made: Customer = make(Customer, owner=people.person("alice"), name="甲木重工(虚构)")
    return made


def product(sku: str, cost: str, list_price: str, **more: Any) -> Product:
    made: Product = make(Product, sku=sku, name=sku, cost=D(cost), list_price=D(list_price), **more)
    return made


def grant(customer: Customer, amount: str, **more: Any) -> CreditLimit:
    """A rating and a limit that hold."""
    if not CreditAssessment.unscoped.filter(customer=customer).exists():
        make(CreditAssessment, customer=customer, score=71, rating="B", state="active")
    limit: CreditLimit = make(CreditLimit, customer=customer, amount=D(amount), state="active", **{"kind": "standard", **more})
    return limit


def order_of(cast: Cast, customer: Customer, lines: list[dict[str, Any]], **values: Any) -> Order:
    with cast.acting("alice"):
        order: Order = store.create(Order(customer=customer, owner=cast.person("alice"), **values))
        for line in lines:
            store.create(OrderLine(order=order, owner_id=order.owner_id, **line))
        registry.resource_of(Order).lined(order)
    return order


def sent(cast: Cast, order: Order, **quantities: Any) -> Delivery:
    counts = ", ".join(f"{line.pk}={quantity}" for line, quantity in quantities["of"].items())
    deliver(order, by=cast.actor("alice"), planned_on=quantities["on"], counts=counts)
    delivery = Delivery.unscoped.latest("pk")
    ship(delivery, by=cast.actor("carol"))
    return delivery


def revenue(name: str, **asked: str) -> Any:
    with acting(SYSTEM):
        return figures(name, "", asked or Q3).total.value


def night(on: date) -> int:
    with acting(SYSTEM):
        return go_on(on)


def test_from_order_to_revenue(people: Cast, customer: Customer) -> None:
    cast = people
    sensor, gateway = product("SB-100", "620", "1200"), product("SB-G10", "4900", "8800")
    service = product("SVC-1Y", "22000", "60000", kind="service", tax_category="service")
    grant(customer, "474000")
    contract = make(Contract, customer=customer, net=D("1270880.00"), tax=D("161014.40"))
    make(PaymentTerm, contract=contract, kind="advance", trigger="shipment", share=D("0.3"))
    order = order_of(cast, customer, [
        {"product": sensor, "quantity": D(600), "price": D(1056), "promised_on": date(2026, 8, 26)},
        {"product": gateway, "quantity": D(20), "price": D(7744), "promised_on": date(2026, 8, 26)},
        {"product": sensor, "quantity": D(400), "price": D(1056), "promised_on": date(2026, 9, 15)},
        {"product": service, "quantity": D(1), "promised_on": date(2026, 9, 1), "months": 12},
    ], contract=contract, ordered_on=date(2026, 8, 10))  # fmt: skip
    assert (order.amount, order.tax, order.gross) == (D("1270880.00"), D("161014.40"), D("1431894.40"))

    with pytest.raises(Refused, match="not in force"):
        confirm(order, by=cast.actor("bob"))
    Contract.unscoped.filter(pk=contract.pk).update(state="effective", deliver_on=date(2026, 9, 15))
    milestones.lay(Contract.unscoped.get(pk=contract.pk))
    confirm(Order.unscoped.get(pk=order.pk), by=cast.actor("bob"))
    order = Order.unscoped.get(pk=order.pk)
    assert (order.state, order.credit, order.cleared_on) == ("confirmed", "hold", None)
    assert "1,002,326.08" in order.credit_why and "474,000.00" in order.credit_why
    first, second, third, yearly = OrderLine.unscoped.filter(order=order).order_by("pk")
    deliver(order, by=cast.actor("alice"), planned_on=date(2026, 8, 20), counts=f"{first.pk}=600, {second.pk}=20")
    one = Delivery.unscoped.get()
    with pytest.raises(Blocked):
        ship(one, by=cast.actor("carol"))
    with pytest.raises(NotPermitted):
        release(order, by=cast.actor("bob"), why="urgent")
    grant(customer, "1002326.08", kind="project", contract_key=contract.pk, gross=order.gross, advance=order.advance)
    assert crediting.checked(order).passed and order.advance == D("429568.32")
    release(order, by=cast.actor("grace"), why="project limit by the management")
    assert standing(customer).exposure == 0, "a project stands apart"
    assert CreditLimit.unscoped.get(kind="project").used == D("1002326.08")
    with pytest.raises(Refused, match="advance"):
        ship(one, by=cast.actor("carol"))
    receive_advance(Order.unscoped.get(pk=order.pk), by=cast.actor("grace"))

    ship(one, by=cast.actor("carol"))
    accept(one, by=cast.actor("carol"), accepted_on=date(2026, 8, 26))
    assert (one.net, one.gross) == (D("788480.00"), D("890982.40"))
    assert revenue("revenue_recognised", booked_on="2026-08-26") == D("788480.00")
    assert night(date(2026, 9, 1)) == 0
    assert RevenueEntry.unscoped.filter(source="service").count() == 0
    assert Order.unscoped.get(pk=order.pk).delivery == "partly"

    two = sent(cast, Order.unscoped.get(pk=order.pk), of={third: 400}, on=date(2026, 9, 10))
    accept(two, by=cast.actor("carol"), accepted_on=date(2026, 9, 15), counts=f"{third.pk}=398/2")
    assert two.state == "partly" and not RevenueEntry.unscoped.filter(part__delivery=two).exists()
    make_good(two, by=cast.actor("carol"), accepted_on=date(2026, 9, 17))
    assert (two.state, two.gross) == ("accepted", D("477312.00"))
    assert revenue("revenue_recognised", booked_on="2026-09-17") == D("422400.00")
    assert [night(date(2026, 9, 30)), night(date(2026, 9, 30))] == [1, 0], "a night that is done twice books once"
    assert deferred(OrderLine.unscoped.get(pk=yearly.pk)) == D("55000.00")

    assert revenue("revenue_recognised") == D("1215880.00")
    assert revenue("cost_of_sales") == D("719833.33")
    assert revenue("gross_margin") == D("0.407973")
    assert revenue("on_time_in_full", due_on="2026-07-01..2026-09-30") == D("0.75")
    assert revenue("defect_rate", product=str(sensor.pk), due_on="2026-07-01..2026-09-30") == D("0.002")
    order = Order.unscoped.get(pk=order.pk)
    assert (order.delivery, order.shipped) == ("done", D("1431894.40"))
    assert list(unbalanced()) == []
    done = dict(Milestone.objects.filter(contract=contract, done_on__isnull=False).values_list("kind", "done_on"))
    assert done["acceptance"] == date(2026, 9, 17) and "delivery" in done


def test_a_temporary_limit_lets_it_go_and_a_formal_demand_stops_it(people: Cast, customer: Customer, monkeypatch: Any) -> None:
    """B3, B4, B8; what is receivable is fed as invoices would."""
    cast, owed = people, {"receivable": D(240000)}
    monkeypatch.setattr(exposure, "parts", [lambda ids: {(pk, None): dict(owed) for pk in ids}])
    grant(customer, "360000")
    with acting(SYSTEM):
        exposure.post_exposure([customer.pk])
    pump = product("PUMP", "900", "10000")
    order = order_of(cast, customer, [
        {"product": pump, "quantity": D(11), "price": D(10000), "tax_rate": D(0), "promised_on": date(2026, 8, 10)},
        {"product": pump, "quantity": D(7), "price": D(10000), "tax_rate": D(0), "promised_on": date(2026, 9, 15)},
    ])  # fmt: skip
    assert order.gross == D("180000.00")
    confirm(order, by=cast.actor("bob"))
    assert order.credit == "hold" and "60,000.00" in order.credit_why
    assert standing(customer).exposure == D(240000), "what is not cleared is not owed yet"

    grant(customer, "60000", kind="temporary", to_on=timezone.localdate())
    release(order, by=cast.actor("grace"), why="temporary limit by FIN and RM")
    assert (standing(customer).exposure, standing(customer).use) == (D(420000), D(1))

    some, rest = OrderLine.unscoped.filter(order=order).order_by("pk")
    sent(cast, order, of={some: 11}, on=date(2026, 8, 10))
    owed["receivable"] = D(350000)
    with acting(SYSTEM):
        posting.post_invoiced({order.pk: D("110000.00")})
    row = standing(customer)
    assert (row.receivable, row.undelivered, row.unposted, row.exposure) == (D(350000), D(70000), D(0), D(420000))

    CreditLimit.unscoped.filter(customer=customer, kind="standard").update(amount=D(180000))
    CreditLimit.unscoped.filter(customer=customer, kind="temporary").update(to_on=date(2026, 9, 6), from_on=date(2026, 8, 8))
    with acting(SYSTEM):
        assert [exposure.stop_shipments([customer.pk], "Formal demand") for _twice in range(2)] == [1, 0]
        exposure.post_exposure([customer.pk])
    assert standing(customer).available == D(-240000)
    order = Order.unscoped.get(pk=order.pk)
    deliver(order, by=cast.actor("alice"), planned_on=date(2026, 9, 15), counts=f"{rest.pk}=7")
    with pytest.raises(Blocked, match="hold"):
        ship(Delivery.unscoped.latest("pk"), by=cast.actor("carol"))


def standing(customer: Customer) -> CreditStanding:
    return CreditStanding.objects.get(pk=customer.pk)
