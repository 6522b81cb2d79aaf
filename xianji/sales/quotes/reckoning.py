"""Bringing a quote and its lines up to date with prices, costs and the rulebook: before it is stored, and for the eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.lines import are_coming
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.sales.quotes import authority, rules
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.quotes.pricing import Priced, Wanted, priced

ASKED = {"customer_id", "price_list_id", "quoted_on", "valid_until", "discount", "retention", "freight", "days"}
"""What the figures follow from."""


@dataclass(frozen=True)
class Reckoning:
    """What a quote comes to, and who must agree."""

    priced: Priced
    totals: rules.Totals
    need: authority.Need


def reckoned(quote: Quote, lines: Sequence[Any]) -> Reckoning:
    """The lines have a product, a quantity and a discount; nothing is stored."""
    wanted = [Wanted(one.product, one.quantity, one.discount) for one in lines]
    size = quote.customer.size_class if quote.customer_id else ""
    found = priced(wanted, quote.price_list, size, quote.quoted_on)
    try:
        totals = rules.reckon(found.lines, quote.discount)
        terms = authority.terms_of(quote, totals.net, authority.allowed_days(quote))
        money.to_units(max(totals.at_list, totals.gross), money.MONEY)
    except money.OutOfRange as too_much:
        raise Refused(_("This comes to more than can be reckoned. Look at the quantities and prices again.")) from too_much
    return Reckoning(found, totals, authority.needed(totals, terms, quote.quoted_on))


def lines_of(quote: Quote) -> list[QuoteLine]:
    rows = QuoteLine.unscoped.filter(quote=quote, deleted_at=None).select_related("product", "quote")
    return list(rows.order_by("pk"))


def put(quote: Quote) -> Reckoning:
    """Write what it comes to on the quote, which the caller stores, and store the lines; refused where a price is missing."""
    lines = lines_of(quote)
    found = reckoned(quote, lines)
    if found.priced.problems:
        raise Refused(" ".join(found.priced.problems.values()))
    for line, given, made, floor in zip(lines, found.priced.lines, found.totals.lines, found.priced.floors, strict=True):
        line.list_price, line.price, line.net, line.tax_rate = given.list_price, made.price, made.net, given.tax_rate
        line.tax, line.cost, line.floor = made.tax, given.cost, floor
        store.change(line)
    totals = found.totals
    quote.price_list = found.priced.prices
    quote.currency_id = quote.price_list.currency_id if quote.price_list else None
    quote.list_amount, quote.net, quote.tax, quote.gross = totals.at_list, totals.net, totals.tax, totals.gross
    quote.cost, quote.margin, quote.reduction, quote.level = totals.cost, totals.margin, totals.discount, found.need.level
    return found


def renew(quote: Quote) -> None:
    """The same for a quote that is stored already, in its transaction; one that never had a line comes to nothing."""
    row = lock(quote)
    if not row.is_open or not QuoteLine.unscoped.filter(quote=quote).exists():
        return
    put(row)
    store.change(row)
    quote.__dict__.update(row.__dict__)


def follow_quotes(told: list[tuple[Quote, dict[str, tuple[Any, Any]]]]) -> None:
    """Called with every write of quotes: other terms are other figures; where lines come with them, those are awaited."""
    for quote, changed in [] if are_coming(Quote) else told:
        if hasattr(quote, "_loaded") and changed.keys() & ASKED and quote.is_open and quote.net:
            renew(quote)


def must_have_lines(quote: Quote) -> None:
    if not QuoteLine.unscoped.filter(quote=quote, deleted_at=None).exists():
        raise Refused(_("This quote has no lines yet. Add what is offered first."))
