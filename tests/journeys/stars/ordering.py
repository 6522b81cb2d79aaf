"""Dialogs and forms of both scenarios: how much of which line, and what is charged."""

from typing import Any

from tests.journeys.stars.house import House
from xianji.customers.models import Customer
from xianji.sales.models import Invoice, Order, OrderLine


def counts(order: Order, **columns: dict[int, int]) -> dict[str, int]:
    """{field of the dialog: figure}, by the place of the line in its order."""
    keys = list(OrderLine.unscoped.filter(order=order).order_by("pk").values_list("pk", flat=True))
    return {f"{name}-{keys[place]}": count for name, figures in columns.items() for place, count in figures.items()}


def charged(house: House, customer: Customer, number: str, net: str, rate: str, **more: Any) -> Invoice:
    """Asked for by sales, issued by finance."""
    seller = customer.owner.name
    invoice = house.fill(seller, Invoice, customer=customer, kind="cn_special", lines=[{"what": number, "net": net, "rate": rate}], **more)
    return house.press("褚信控", invoice, "issue", external_no=number)
