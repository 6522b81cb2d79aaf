"""The price of a product: by the list that holds for the customer on a day, from which quantity on. What sales asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from xianji.catalog.currencies.models import Currency
from xianji.org.company.settled import company
from xianji.planning.prices import rules
from xianji.planning.prices.models import PriceItem, PriceList

AGREED = (PriceList.State.EFFECTIVE, PriceList.State.EXPIRED)


def in_currency(currency: Currency | None) -> Q:
    """Lists in this currency; that of the company is named, or left empty."""
    return Q(currency=None) | Q(currency__code=company().currency) if is_own(currency) else Q(currency=currency)


def is_own(currency: Currency | None) -> bool:
    return currency is None or currency.code == company().currency


def in_force(on: date) -> Any:
    """The lists that hold on a day, or did: one that has ended was right while it lasted."""
    ends = Q(to_on=None) | Q(to_on__gte=on)
    return PriceList.unscoped.filter(ends, state__in=AGREED, from_on__lte=on, deleted_at=None)


def holds(prices: PriceList, on: date) -> bool:
    """Whether this list is approved and its days have come and not passed."""
    return in_force(on).filter(pk=prices.pk).exists()


def list_for(size_class: str, on: date, channel: str = PriceList.Channel.DIRECT) -> PriceList | None:
    """The list in the company's currency that says most about such a customer; one in another is chosen by hand."""
    found = {one.pk: one for one in in_force(on).filter(in_currency(None)).select_related("currency")}
    scopes = [rules.Scope(one.pk, one.from_on, one.channel, one.size_class) for one in found.values()]
    chosen = rules.choose(scopes, channel, size_class)
    return found[chosen.pk] if chosen else None


def breaks_of(prices: PriceList, products: Iterable[int]) -> dict[int, list[rules.Break]]:
    """{product: its prices by quantity}, of several at once."""
    found: dict[int, list[rules.Break]] = {}
    rows = PriceItem.unscoped.filter(price_list=prices, product__in=list(products), deleted_at=None)
    for row in rows.order_by("product", "from_quantity"):
        found.setdefault(row.product_id, []).append(rules.Break(row.from_quantity, row.price, row.floor, row.target))
    return found
