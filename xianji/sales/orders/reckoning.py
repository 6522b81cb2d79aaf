"""A draft from its lines: prices, taxes and sums, as they stand in the list of the day."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from xianji.kit import sets
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.orders import rules
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.quotes.pricing import rate_of

BEFORE = (PaymentTerm.Trigger.SIGNING, PaymentTerm.Trigger.SHIPMENT)
"""Parts of the price that are due before anything is shipped."""
WRITTEN = ["name", "price", "tax_rate", "net", "tax", "cost", "due_on"]


def lines_of(order: Order) -> list[OrderLine]:
    """In the order in which they were written."""
    rows = OrderLine.unscoped.filter(order=order, deleted_at=None).select_related("product").order_by("pk")
    return list(rows)


def reckon(order: Order) -> list[OrderLine]:
    """Fill in what the lines leave to the house, and put their sums on the order, which is not stored here."""
    lines = lines_of(order)
    if not lines:
        return lines
    for line in lines:
        complete(line, order.ordered_on, order.promised_on)
    nets = [line.net for line in lines]
    for line, tax in zip(lines, rules.taxes(nets, [line.tax_rate or rules.ZERO for line in lines]), strict=True):
        line.tax = tax
    order.amount, order.tax = money.plus(*nets), money.plus(*(line.tax for line in lines))
    order.reckon()
    sets.update_many(OrderLine, lines, WRITTEN, verb="change", source="reckoned")
    return lines


def advance_of(order: Order) -> Decimal:
    """What the contract wants paid before shipment, of this order; what was typed where it says nothing."""
    if order.contract_id is None:
        return order.advance
    before = PaymentTerm.unscoped.filter(contract_id=order.contract_id, trigger__in=BEFORE, deleted_at=None)
    shares = list(before.values_list("share", flat=True))
    return money.times(order.gross, money.plus(*shares)) if shares else order.advance


def complete(line: OrderLine, on: date, promised: date | None) -> None:
    """Price, rate, cost and day of one line."""
    product = line.product
    if line.price is None:
        line.price = product.list_price
    if line.price is None:
        told = _("“%(product)s” has no list price. Type the price.") % {"product": product}
        raise Refused("", {"price": [told]})
    if line.tax_rate is None:
        line.tax_rate = rate_of(product.tax_category, on)
    line.cost, line.due_on = product.cost, line.promised_on or promised
    line.net = rules.net_of(line.quantity, line.price)


def shipped_gross(lines: list[OrderLine]) -> Decimal:
    """What has left of these lines is worth, with tax."""
    return money.plus(*(rules.worth(line.gross, line.quantity, line.shipped) for line in lines))
