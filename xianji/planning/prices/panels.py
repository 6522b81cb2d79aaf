"""The prices of a list as a table: a row for each product, a column for each quantity; floor and target for those who may."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.planning.prices import finding, rules
from xianji.planning.prices.models import PriceItem, PriceList
from xianji.rulebook.parameters.reading import value

MOST = 300
"""Prices that stand on a page."""
FLOOR, TARGET, COST = "planning.see_floor", "planning.see_target", "catalog.see_cost"


class Prices(Panel):
    def context(self, record: PriceList, request: HttpRequest) -> dict[str, Any]:
        """One statement."""
        items = PriceItem.objects.filter(price_list=record).select_related("product")
        found = list(items.order_by("product__name", "from_quantity")[: MOST + 1])
        by_product: dict[Any, dict[Decimal, PriceItem]] = {}
        for item in found[:MOST]:
            by_product.setdefault(item.product, {})[item.from_quantity] = item
        quantities = sorted({item.from_quantity for item in found[:MOST]})
        resource, who = registry.resource_of(PriceList), actor.current()
        has_targets = any(item.target for item in found)
        is_alike = not record.with_tax and finding.is_own(record.currency)
        shows = {"floor": who.may(FLOOR), "target": who.may(TARGET) and has_targets, "margin": who.may(COST) and is_alike}
        return {
            "quantities": [writing.number(one) for one in quantities], "shows": shows, "more": len(found) > MOST,
            "rows": [row(product, prices, quantities, is_alike) for product, prices in by_product.items()],
            "all_href": f"{registry.resource_of(PriceItem).path}?price_list={record.pk}",
            "edit_href": f"{resource.address(record.pk)}/edit" if record.state == PriceList.State.DRAFT else "",
        }  # fmt: skip


def row(product: Any, prices: dict[Decimal, PriceItem], quantities: list[Decimal], is_alike: bool) -> dict[str, Any]:
    """Costs are kept without tax in the company's currency: where prices are not, nothing is drawn from them."""
    first, last = prices[min(prices)], prices[max(prices)]
    cost = product.cost if is_alike else None
    floor = first.floor or (None if cost is None else rules.floor(cost, value("price.margin")))
    left = None if cost is None else money.share(money.minus(last.price, cost), last.price)
    return {
        "product": product, "cells": [writing.number(prices[one].price) if one in prices else "" for one in quantities],
        "floor": writing.number(floor), "target": writing.number(first.target), "margin": writing.percent(left),
        "kept": float((left or 0) * 100),
    }  # fmt: skip


PRICES = Prices("prices", gettext_lazy("Prices"), "planning/prices.html", "main")
