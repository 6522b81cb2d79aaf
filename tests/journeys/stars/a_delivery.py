"""A11 to A17: the order on hold and released, the advance, two deliveries, a service, invoices, and the end of the quarter."""

from datetime import date
from decimal import Decimal as D
from typing import Any

from tests.journeys.stars.house import House, fresh
from tests.journeys.stars.ordering import charged, counts
from xianji.customers.models import Customer
from xianji.kit.metrics import figures
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.risk.credit.checking import check
from xianji.risk.models import CreditLimit, CreditStanding
from xianji.sales.models import Contract, Delivery, Invoice, Order, OrderLine, Payment
from xianji.sales.orders import crediting
from xianji.sales.revenue.balancing import unbalanced
from xianji.sales.revenue.services import deferred, go_on
from xianji.service.models import ReturnVisit
from xianji.service.return_visits.controls import customers_are_called_back, nearly_all_are_called_back

Q3 = "2026-07-01..2026-09-30"


def ordered(house: House, contract: Contract) -> Order:
    """As the contract says: half of the sensors later; the service from September on."""
    goods = house.goods
    return house.fill("陈一", Order, customer=contract.customer, contract=contract, ordered_on="2026-08-10", amount=0, tax=0, advance=0, lines=[
        {"product": goods["SB-100"], "quantity": 600, "price": 1056, "promised_on": "2026-08-26"},
        {"product": goods["SB-G10"], "quantity": 20, "price": 7744, "promised_on": "2026-08-26"},
        {"product": goods["SB-100"], "quantity": 400, "price": 1056, "promised_on": "2026-09-15"},
        {"product": goods["SVC-1Y"], "quantity": 1, "promised_on": "2026-09-01", "months": 12},
    ])  # fmt: skip


def a11_on_hold(house: House, order: Order) -> None:
    """Before there is a limit for the project the order would be held: gross less the advance against the standard limit."""
    with house.acting("褚信控"):
        order.advance = D("429568.32")
        found = crediting.checked(order)
    assert not found.passed
    assert (found.exposure, found.limit, found.excess) == (D("1002326.08"), D(474_000), D("528326.08"))
    assert check(order.customer_id, D("474000.00")).passed and not check(order.customer_id, D("474000.01")).passed


def a12_confirmed(house: House, order: Order) -> Order:
    """By another than who entered it; the limit of the project holds it, and the customer is a large one by now."""
    assert (order.amount, order.tax, order.gross) == (D("1270880.00"), D("161014.40"), D("1431894.40"))
    house.refused("陈一", order, "confirm")
    order = house.press("马主管", order, "confirm")
    assert (order.state, order.credit, order.advance) == ("confirmed", "pass", D("429568.32"))
    standing, project = CreditStanding.objects.get(pk=order.customer_id), CreditLimit.unscoped.get(kind="project")
    assert (standing.exposure, project.used) == (0, D("1002326.08")), "a project stands apart"
    customer = fresh(order.customer)
    assert (customer.shown_class, customer.size_class) == ("large", "large")
    assert "大型客户" in house.words("陈一", customer, "zh-CN")
    return order


def a13_advance(house: House, order: Order) -> Payment:
    """Nothing leaves before the advance has come; entered by one of finance and confirmed by the other, it waits for an invoice."""
    house.press("陈一", order, "deliver", planned_on="2026-08-20", **counts(order, quantity={0: 600, 1: 20}))
    assert "advance has not come" in house.refused("卫客服", Delivery.unscoped.get(), "ship")
    house.now("08-14T10:00")
    payment = house.fill("尤出纳", Payment, customer=order.customer, order=order, amount="429568.32", value_on="2026-08-14", method="tt")
    house.refused("尤出纳", payment, "confirm")
    payment = house.press("褚信控", payment, "confirm")
    assert "advance" in house.refused("褚信控", payment, "allocate")
    assert (payment.state, payment.left) == ("confirmed", D("429568.32"))
    assert fresh(order).advance_paid == D("429568.32")
    return payment


def a14_first_delivery(house: House, order: Order, payment: Payment) -> None:
    house.now("08-20T10:00")
    one = house.press("卫客服", Delivery.unscoped.get(), "ship")
    house.now("08-26T10:00")
    one = house.press("卫客服", one, "accept", accepted_on="2026-08-26", accepted_by="设备部经理", **counts(order, accepted={0: 600, 1: 20}))
    assert (one.net, one.gross) == (D("788480.00"), D("890982.40"))
    assert revenue(house, "revenue_recognised", booked_on="2026-08-26") == D("788480.00")
    assert not ReturnVisit.unscoped.exists(), "400 sensors are still to come"
    invoice = charged(house, order.customer, "A1", "788480.00", "13%", order=order)
    assert (invoice.tax, invoice.gross) == (D("102502.40"), D("890982.40"))
    payment = house.press("褚信控", payment, "allocate")
    assert (payment.state, payment.left, payment.allocations.get().amount) == ("allocated", 0, D("429568.32"))


def a15_service(house: House, order: Order) -> None:
    house.now("09-01T10:00")
    assert charged(house, order.customer, "A2", "60000.00", "6%", order=order).gross == D("63600.00")


def a16_second_delivery(house: House, order: Order) -> None:
    """Two are defective, and replaced two days later: the revenue is that day's."""
    house.now("09-10T10:00")
    house.press("陈一", order, "deliver", planned_on="2026-09-10", **counts(order, quantity={2: 400}))
    two = Delivery.unscoped.latest("pk")
    house.press("卫客服", two, "ship")
    house.now("09-15T10:00")
    two = house.press("卫客服", two, "accept", accepted_on="2026-09-15", accepted_by="设备部经理", **counts(order, accepted={2: 398}, defective={2: 2}))
    assert two.state == "partly"
    house.now("09-17T09:00")
    two = house.press("卫客服", two, "make_good", accepted_on="2026-09-17")
    assert (two.state, two.gross) == ("accepted", D("477312.00"))
    assert revenue(house, "revenue_recognised", booked_on="2026-09-17") == D("422400.00")
    assert charged(house, order.customer, "A3", "422400.00", "13%", order=order).gross == D("477312.00")
    assert revenue(house, "defect_rate", product=str(house.goods["SB-100"].pk), due_on=Q3) == D("0.002")


def a16_called_back(house: House, order: Order) -> None:
    """Seven days after the last delivery that was accepted; made two days before."""
    visit = ReturnVisit.unscoped.get(order=order)
    assert (visit.occasion, visit.due_on, visit.owner) == ("delivery", date(2026, 9, 24), house.people["陈一"])
    assert visit.caller in (house.people["卫客服"], house.people["郑九"]), "one of customer service"
    house.now("09-22T10:00")
    visit = house.press("卫客服", visit, "finish", result="satisfied", said="传感器运行正常，换货及时", channel="phone", for_product=5, for_service=4)
    assert (visit.state, visit.done_on) == ("done", date(2026, 9, 22))
    assert "传感器运行正常" in house.words("陈一", visit), "its seller reads it"
    day = date(2026, 9, 25)
    for found in (customers_are_called_back, nearly_all_are_called_back):
        given = {name: one.on(day) for name, one in found.parameters.items()}
        rows = found.check(found.model.unscoped.filter(deleted_at=None), day, **given)
        assert set(rows.values_list("verdict", flat=True)) - {"na"} == {"pass"}


def too_much(house: House, order: Order) -> None:
    """All of it is invoiced."""
    lines = [{"what": "A4", "net": "0.01", "rate": "0"}]
    more = house.fill("陈一", Invoice, customer=order.customer, order=order, kind="cn_special", lines=lines)
    assert "more than" in house.refused("褚信控", more, "issue", external_no="A4")


def revenue(house: House, name: str, **asked: str) -> Any:
    """As the director sees it."""
    with house.acting("林总监"):
        return figures(name, "", asked or {"booked_on": Q3}).total.value


def a17_end_of_quarter(house: House, order: Order, customer: Customer) -> None:
    house.now("09-30T18:00")
    with actor.acting(SYSTEM):
        assert [go_on(date(2026, 9, 30)), go_on(date(2026, 9, 30))] == [1, 0], "booked once"
        yearly = OrderLine.unscoped.get(order=order, months=12)
        assert deferred(yearly) == D("55000.00"), "A15: 5,000 a month, eleven to come"
    assert revenue(house, "revenue_recognised") == D("1215880.00")
    assert revenue(house, "cost_of_sales") == D("719833.33")
    assert revenue(house, "gross_profit") == D("496046.67")
    assert revenue(house, "gross_margin") == D("0.407973")
    assert revenue(house, "invoiced", issued_on=Q3, customer=str(customer.pk)) == D("1431894.40")
    a17_told(house, customer)
    assert revenue(house, "on_time_in_full", due_on=Q3) == D("0.75"), "A16: three lines of four"
    assert list(unbalanced()) == [], "revenue is deliveries and months of service"
    issued = Invoice.unscoped.filter(customer=customer, state="issued").values_list("gross", flat=True)
    assert sum(issued) == fresh(order).invoiced == D("1431894.40")
    too_much(house, order)
    a17_owed(house, order, customer)


def a17_told(house: House, customer: Customer) -> None:
    """The same figures on the customer's page; who may not know the cost is told what was earned and invoiced."""
    told = house.page("林总监", customer, "earned")["earned"]
    assert [one["text"] for one in told["totals"]] == ["1,215,880.00", "496,046.67", "40.8%", "1,431,894.40"]
    assert [(row["key"], row["cells"][1]["value"]) for row in told["rows"]] == [("2026-Q3", D("496046.67"))]
    assert [one["text"] for one in house.page("陈一", customer, "earned")["earned"]["totals"]] == ["1,215,880.00", "1,431,894.40"]


def a17_owed(house: House, order: Order, customer: Customer) -> None:
    """All not due: 60 % thirty days after the last acceptance, 10 % a year after it."""
    told = house.page("褚信控", customer, "owed")["owed"]
    assert [one["value"] for one in told["figures"]][:2] == ["1,002,326.08", "0.00"]
    due: dict[date, D] = {}
    for one in told["rows"]:
        due[one["one"].due_on] = due.get(one["one"].due_on, D(0)) + one["one"].balance
    assert due == {date(2026, 10, 17): D("859136.64"), date(2027, 9, 17): D("143189.44")}
    steps = house.page("陈一", order.contract)["plan"]["steps"]
    done = {one["one"].kind: one["one"].done_on for one in steps if one["one"].done_on}
    assert (done["acceptance"], done["invoice"], done["delivery"]) == (date(2026, 9, 17), date(2026, 9, 17), date(2026, 9, 10))
