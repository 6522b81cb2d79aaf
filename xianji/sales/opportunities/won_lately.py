"""What was won with a customer: the last twelve months by month and by product, against the twelve before."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.sales.opportunities.models import Opportunity

MONTHS, PRODUCTS = 12, 3
Row = tuple[date, str | None, Decimal | None]


class WonLately(Panel):
    """On a customer: won deals that one may see, in one query."""

    def open_on(self, record: Any) -> bool:
        return registry.resource_of(Opportunity).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        won = Opportunity.objects.filter(customer=record, stage="won", closed_on__gt=date(today.year - 2, today.month, 1))
        return told(list(won.values_list("closed_on", "product__name", "amount")), today)


def told(rows: list[Row], today: date) -> dict[str, Any]:
    """{total, months, products: [{name, sum, change, direction}]}, the products by what they brought."""
    months = [Decimal(0)] * (2 * MONTHS)
    products: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for day, product, amount in rows:
        ago = (today.year - day.year) * 12 + today.month - day.month
        if 0 <= ago < 2 * MONTHS:
            months[-1 - ago] += amount or 0
            products[product or writing.NOTHING][ago >= MONTHS] += amount or 0
    best = sorted(products.items(), key=lambda one: one[1], reverse=True)[:PRODUCTS]
    return {
        "total": writing.short_money(sum(months[MONTHS:])) if any(months[MONTHS:]) else "",
        "months": [float(value) for value in months[MONTHS:]],
        "products": [
            {"name": name, "sum": writing.short_money(now), **change(now, before)} for name, (now, before) in best if now
        ],
    }


def change(now: Decimal, before: Decimal) -> dict[str, str]:
    """By how much it grew or fell; nothing where there was none before."""
    share = money.share(now - before, before)
    if share is None or not share:
        return {"change": "", "direction": ""}
    return {"change": writing.percent(abs(share), 0), "direction": "up" if share > 0 else "down"}
