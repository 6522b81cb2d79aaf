"""What the lines of a quote cost on its day: prices of its list, tax of the law, cost and floor as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xianji.catalog.models import Currency, ExchangeRate, Product
from xianji.lib import money
from xianji.planning.prices import finding
from xianji.planning.prices import rules as prices
from xianji.planning.prices.models import PriceList
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide
from xianji.sales.quotes import rules


@dataclass(frozen=True)
class Wanted:
    """One line as somebody types it."""

    product: Product
    quantity: Decimal
    discount: Decimal = rules.NOTHING


@dataclass
class Priced:
    """What the lines come to, by which list; `problems` names the lines that have no price."""

    prices: PriceList | None
    lines: list[rules.Line]
    floors: list[Decimal | None]
    problems: dict[int, str] = field(default_factory=dict)


def priced(wanted: Sequence[Wanted], chosen: PriceList | None, size_class: str, on: date) -> Priced:
    """A fixed number of statements, however many lines."""
    used = chosen or finding.list_for(size_class, on)
    breaks = finding.breaks_of(used, {one.product.pk for one in wanted}) if used else {}
    rates = {category: rate_of(category, on) for category in {one.product.tax_category for one in wanted}}
    factor, least = worth(used.currency if used else None, on), value("price.margin", on)
    made = Priced(used, [], [], wrong_list(chosen, size_class, on))
    for place, one in enumerate(wanted):
        rate = rates[one.product.tax_category]
        found = prices.for_quantity(breaks.get(one.product.pk, ()), one.quantity)
        if found and used and used.with_tax:
            found = prices.bare(found, rate)
        price = found.price if found else None if used else one.product.list_price
        if price is None:
            made.problems[place] = no_price(one, used)
        cost = None if one.product.cost is None or factor is None else money.round_half_up(one.product.cost / factor, money.PRICE)
        made.lines.append(rules.Line(
            one.quantity, price if price is not None else rules.NOTHING, one.discount, rate, cost,
            one.product.kind == Product.Kind.GOODS,
        ))  # fmt: skip
        made.floors.append((found.floor if found else None) or (None if cost is None else prices.floor(cost, least)))
    return made


WHOLE = -1
"""The place of what is wrong with the whole."""


def wrong_list(chosen: PriceList | None, size_class: str, on: date) -> dict[int, str]:
    """A list that somebody chose must hold on the day, and be meant for such a customer."""
    if chosen is None or (finding.holds(chosen, on) and chosen.size_class in ("", size_class)):
        return {}
    return {WHOLE: _("“%(list)s” does not hold for this customer on %(day)s. Choose another list, or none.")
            % {"list": chosen, "day": on}}  # fmt: skip


def no_price(one: Wanted, used: PriceList | None) -> str:
    told: dict[str, Any] = {"product": one.product, "list": used, "quantity": one.quantity.normalize()}
    if used is None:
        return _("“%(product)s” has no list price.") % told
    return _("“%(product)s” has no price in “%(list)s” from a quantity of %(quantity)s.") % told


def rate_of(category: str, on: date) -> Decimal:
    """What the law takes of this kind of product on a day."""
    found: Decimal = decide("tax.rates", on, category=category)["rate"]
    return found


def worth(currency: Currency | None, on: date) -> Decimal | None:
    """One unit of the currency in that of the company, in which costs are kept; None where no rate is known."""
    if currency is None or finding.is_own(currency):
        return Decimal(1)
    rates = ExchangeRate.objects.filter(currency=currency, from_on__lte=on).order_by("-from_on")
    return rates.values_list("rate", flat=True).first()
