"""The lines that a quote's page and documents show, read once for the quote at hand."""

from collections.abc import Callable
from typing import Any

from xianji.sales.quotes.models import GONE, Quote, QuoteLine

MOST = 4
"""Versions that stand beside each other: the newest ones."""


def lines_of(quote: Quote) -> list[QuoteLine]:
    """Its own lines; of a quote with versions they come with the others."""
    if quote.edition > 1 or quote.state in GONE:
        return [line for line in around(quote) if line.quote_id == quote.pk]
    return kept(quote, "_lines", lambda: QuoteLine.objects.filter(quote=quote))


def around(quote: Quote) -> list[QuoteLine]:
    """Those of the versions around this one that one may see; a version without lines is no offer yet."""
    base = quote.number.rpartition("-V")[0]
    numbers = [f"{base}-V{edition}" for edition in range(max(1, quote.edition - MOST), quote.edition + MOST)]
    seen = Quote.objects.filter(number__in=numbers).values("pk")
    return kept(quote, "_around", lambda: QuoteLine.objects.filter(quote__in=seen).select_related("quote"))


def kept(quote: Quote, name: str, ask: Callable[[], Any]) -> list[QuoteLine]:
    if name not in quote.__dict__:
        quote.__dict__[name] = list(ask().select_related("product__uom").order_by("quote__edition", "pk"))
    found: list[QuoteLine] = quote.__dict__[name]
    return found
