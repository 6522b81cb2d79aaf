"""Never more is delivered than was ordered, whoever is faster; what comes back takes its revenue along; lines by file and API."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit import registry, store
from xianji.kit.imports import load
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.contracts import milestones
from xianji.sales.contracts.parts import Milestone
from xianji.sales.deliveries.actions import accept, call_off, deliver, settle, ship
from xianji.sales.models import Contract, Delivery, DeliveryLine, Order, OrderLine, RevenueEntry, SalesReturn
from xianji.sales.orders.actions import cancel, close, confirm, release
from xianji.sales.returns.actions import approve, credit, receive
from xianji.sales.revenue.actions import correct
from xianji.sales.revenue.balancing import unbalanced
from xianji.sales.revenue.services import begin

THREADS, TIMES = 8, 40


def confirmed(quantity: int = 100, price: str = "9.99", service: date | None = None) -> tuple[Order, OrderLine]:
    order = make(Order, ordered_on=date(2026, 8, 3))
    line = make(OrderLine, order=order, quantity=D(quantity), price=D(price), product=make(Product, cost=D(5)))
    if service:
        make(OrderLine, order=order, quantity=D(1), price=D(1200), months=12, promised_on=service)
    registry.resource_of(Order).lined(order)
    confirm(order)
    release(order, why="No rating yet")
    return Order.unscoped.get(pk=order.pk), OrderLine.unscoped.get(pk=line.pk)


def attempt(task: tuple[int, int]) -> int:
    order, line = task
    try:
        with acting(SYSTEM):
            deliver(Order(pk=order), planned_on=date(2026, 9, 1), counts=f"{line}=7")
        return 1
    except Refused:
        return 0
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_who_plan_at_once_never_plan_more_than_was_ordered() -> None:
    with acting(SYSTEM):
        order, line = confirmed()
    with ThreadPoolExecutor(THREADS) as pool:
        done = sum(pool.map(attempt, [(order.pk, line.pk)] * TIMES))
    planned = DeliveryLine.unscoped.aggregate(all=Sum("quantity"))["all"]
    assert (done, planned, OrderLine.unscoped.get(pk=line.pk).planned) == (14, D(98), D(98))


def test_what_is_not_taken_is_open_again_and_what_comes_back_is_no_revenue(as_system: None) -> None:
    order, line = confirmed()
    deliver(order, planned_on=date(2026, 9, 1))
    first = Delivery.unscoped.get()
    with pytest.raises(Refused, match="on its way"):
        cancel(order, why="too late")
    with pytest.raises(Refused, match="more of|Nothing is open"):
        deliver(order, planned_on=date(2026, 9, 1), counts=f"{line.pk}=1")
    ship(first, shipped_on=date(2026, 9, 1))
    accept(first, accepted_on=date(2026, 9, 3), counts=f"{line.pk}=90/4")
    assert not RevenueEntry.unscoped.exists() and first.state == "partly"
    early = make(SalesReturn, line=line, quantity=D(1), cause="surplus")
    SalesReturn.unscoped.filter(pk=early.pk).update(state="received")
    with pytest.raises(Refused, match="in part"):
        credit(early)
    SalesReturn.unscoped.filter(pk=early.pk).update(state="refused")
    settle(first, why="Six come with the next one")
    line = OrderLine.unscoped.get(pk=line.pk)
    assert (line.planned, line.shipped, line.accepted, line.defective, line.met_on) == (D(90), D(90), D(90), D(4), None)
    deliver(order, planned_on=date(2026, 9, 9))
    call_off(Delivery.unscoped.latest("pk"), why="The truck broke down")
    assert OrderLine.unscoped.get(pk=line.pk).left == D(10)

    back = make(SalesReturn, line=line, quantity=D(91), cause="surplus")
    with pytest.raises(Refused, match="90"):
        approve(back)
    back = make(SalesReturn, line=line, quantity=D(7), cause="surplus")
    approve(back)
    with pytest.raises(Refused, match="too early"):
        receive(back, received_on=date(2026, 9, 2))
    receive(back)
    with pytest.raises(Refused, match="future"):
        credit(back, settled_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused, match="too early"):
        credit(back, settled_on=timezone.localdate() - timedelta(days=1))
    credit(back)
    net = [(one.source, one.net, one.cost, one.quantity) for one in RevenueEntry.unscoped.order_by("pk")]
    assert net == [("delivery", D("899.10"), D("450.00"), D(90)), ("return", D("-69.93"), D("-35.00"), D(-7))]
    assert (back.net, list(unbalanced())) == (D("69.93"), [])
    close(Order.unscoped.get(pk=order.pk), why="The rest is not needed")
    assert Order.unscoped.get(pk=order.pk).delivery == "closed"


def test_what_costs_nothing_needs_no_credit_and_what_was_confirmed_stands(as_system: None) -> None:
    order = make(Order)
    make(OrderLine, order=order, quantity=D(1), price=D(0))
    registry.resource_of(Order).lined(order)
    confirm(order)
    assert order.credit == "pass"
    deliver(order, planned_on=date(2026, 9, 1))
    ship(Delivery.unscoped.get())
    plain = make(Order, amount=D(50))
    confirm(plain)
    with pytest.raises(Refused, match="no draft"):
        make(OrderLine, order=plain, quantity=D(1), price=D(1))
    Order.unscoped.filter(pk=plain.pk).update(invoiced=D(50))
    with pytest.raises(Refused, match="invoiced"):
        cancel(plain, why="too late")


def test_a_contract_ends_with_the_service_that_begins_last(as_system: None) -> None:
    order, _line = confirmed(service=date(2026, 9, 20))
    contract = make(Contract, customer=order.customer)
    Order.unscoped.filter(pk=order.pk).update(contract=contract)
    Contract.unscoped.filter(pk=contract.pk).update(state="effective", deliver_on=date(2026, 9, 1))
    milestones.lay(Contract.unscoped.get(pk=contract.pk))
    deliver(order, planned_on=date(2026, 9, 1))
    ship(Delivery.unscoped.get(), shipped_on=date(2026, 9, 1))
    accept(Delivery.unscoped.get(), accepted_on=date(2026, 9, 3))
    done = Milestone.objects.filter(contract=contract, kind="acceptance").values_list("done_on", flat=True)
    assert list(done) == [None]
    begin(date(2026, 9, 20))
    assert list(done.all()) == [date(2026, 9, 20)]


def test_a_correction_is_one_more_entry(as_system: None) -> None:
    order, line = confirmed(1)
    deliver(order, planned_on=date(2026, 9, 1))
    ship(Delivery.unscoped.get(), shipped_on=date(2026, 9, 1))
    accept(Delivery.unscoped.get(), accepted_on=date(2026, 9, 3))
    entry = RevenueEntry.unscoped.get()
    correct(entry, net=D("8.99"), why="The discount was forgotten")
    rows = list(RevenueEntry.unscoped.order_by("pk").values_list("source", "net", "corrects_id"))
    assert rows == [("delivery", D("9.99"), None), ("correction", D("-1.00"), entry.pk)] and list(unbalanced()) == []
    correct(entry, net=D("8.50"), why="And the voucher")
    assert RevenueEntry.unscoped.aggregate(all=Sum("net"))["all"] == D("8.50")
    with pytest.raises(Refused):
        correct(RevenueEntry.unscoped.latest("pk"), net=D(0), why="Of a correction")
    entry = RevenueEntry.unscoped.get(pk=entry.pk)
    entry.net = D(1)
    with pytest.raises(Refused):
        store.change(entry)


def test_orders_come_with_lines_by_file_and_by_the_api(cast: Cast, enter: Any) -> None:
    product = make(Product, sku="SB-1", list_price=D("12.50"))
    with cast.acting("alice"):
        order = make(Order, owner=cast.person("alice"), customer=make(Customer, owner=cast.person("alice")))
    lines = [{"product": product.pk, "quantity": "3"}, {"product": product.pk, "quantity": "1", "price": "10"}]
    sent = {"customer": order.customer_id, "lines": lines}
    answer = enter("alice").post("/api/sales/orders", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["amount"], made["tax"], made["gross"]) == ("47.50", "6.18", "53.68")

    content = f"order,product,quantity,price\n{order.number},SB-1,2,\n{order.number},SB-1,1,5\n".encode()
    columns = {name: name for name in ("order", "product", "quantity", "price")}
    with cast.acting("alice"):
        outcome = load.run(load.Asked("sales.orderline", "lines.csv", content, Mapping.of({"columns": columns}), {}))
    assert OrderLine.unscoped.filter(order=order).count() == 2, outcome
    assert Order.unscoped.get(pk=order.pk).amount == D("30.00")


def test_one_file_brings_orders_and_then_their_lines(cast: Cast, enter: Any) -> None:
    """As another system writes it: a row for each line, the order again in each."""
    alice, client = cast.person("alice"), enter("alice")
    with cast.acting("alice"):
        make(Customer, name="Heron", owner=alice)
        make(Product, sku="SB-1", name="Board", list_price=D(12))
    rows = ["订单号,客户,产品,数量,单价", "ERP-1,Heron,SB-1,2,10", "ERP-1,Heron,Board,1,", "ERP-2,Heron,SB-1,3,9.50"]
    file = SimpleUploadedFile("erp.csv", "\n".join(rows).encode())
    there = client.post("/import/new", {"object": "sales.order", "file": file}).url
    assert "stands already in row 2" in client.post(there, {"to.0": "number", "to.1": "customer"}, follow=True).content.decode()
    batch = client.post(there, {"to.0": "number", "to.1": "customer", "distinct": "1"}).url
    client.post(f"{batch}/load")
    there = client.post(f"{batch}/lines").url
    guessed = {header: told["to"] for header, told in Batch.objects.latest("pk").mapping["columns"].items()}
    assert guessed == {"订单号": "order", "产品": "product", "数量": "quantity", "单价": "price"}
    lines = {"to.0": "order", "to.2": "product", "to.3": "quantity", "to.4": "price"}
    for wrong in ({"to.0": ""}, {"to.3": "", "to.1": "quantity"}):
        assert client.post(there, lines | wrong).status_code == 302, "told in the report, and no error of the server"
        assert Batch.objects.latest("pk").report["errors"]
    client.post(client.post(there, lines).url + "/load")
    with cast.acting("alice"):
        assert dict(Order.objects.values_list("number", "amount")) == {"ERP-1": D(32), "ERP-2": D("28.50")}
    again = client.post(client.post(f"{batch}/lines").url, lines, follow=True).content.decode()
    assert Batch.objects.latest("pk").report["warning_rows"] == 3 and "ERP-2 has a line" in again


def test_what_was_decided_about_a_return_is_about_its_line(as_system: None) -> None:
    order, line = confirmed()
    other, strange = confirmed()
    deliver(order, planned_on=date(2026, 9, 1))
    ship(Delivery.unscoped.get(), shipped_on=date(2026, 9, 1))
    accept(Delivery.unscoped.get())
    back = make(SalesReturn, line=strange, quantity=D(7), cause="surplus")
    back.line = line
    store.change(back)
    back = SalesReturn.unscoped.get(pk=back.pk)
    assert (back.order, back.customer) == (order, order.customer) and back.order != other
    approve(back)
    back = SalesReturn.unscoped.get(pk=back.pk)
    back.line = strange
    with pytest.raises(Refused) as refusal:
        store.change(back)
    assert set(refusal.value.fields) == {"line"}
