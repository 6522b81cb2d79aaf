"""Versions of a quote side by side: figures, terms and lines; what differs from the version before is marked."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.sales.quotes import reading
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.quotes.told import MARGIN

SHOWN: list[tuple[str, Callable[[Any], str]]] = [
    ("list_amount", writing.money), ("reduction", writing.percent), ("net", writing.money), ("gross", writing.money),
    ("margin", writing.percent), ("level", str), ("days", str), ("retention", writing.percent), ("freight", writing.money),
    ("rebate", writing.percent), ("valid_until", str),
]  # fmt: skip


def newer(quote: Quote) -> Quote | None:
    """The version that took the place of this one."""
    return next((line.quote for line in reading.around(quote) if line.quote.follows_id == quote.pk), None)


def compared(quote: Quote) -> dict[str, Any]:
    """Figures, terms and lines of the newest ones."""
    rows = reading.around(quote)
    found = list({line.quote_id: line.quote for line in rows}.values())[-reading.MOST:]
    if len(found) < 2:
        return {"heads": []}
    resource = registry.resource_of(Quote)
    heads = [{"name": f"V{one.edition}", "href": resource.address(one.pk), "state": one.get_state_display(),
              "tone": one.tones.get(one.state, ""), "is_this": one.pk == quote.pk} for one in found]  # fmt: skip
    return {"heads": heads, "rows": [*figures(found), *lines(found, rows)]}


def figures(found: list[Quote]) -> list[dict[str, Any]]:
    made = []
    for name, write in SHOWN:
        if name == "margin" and not actor.current().may(MARGIN):
            continue
        values = [getattr(one, name) for one in found]
        if any(values):
            field: Any = Quote._meta.get_field(name)
            made.append(row(str(field.verbose_name), [write(one) for one in values], values))
    return made


def lines(found: list[Quote], rows: list[QuoteLine]) -> list[dict[str, Any]]:
    """For each product how much at which price."""
    kept: dict[int, tuple[str, dict[int, list[str]]]] = {}
    shown = {one.pk for one in found}
    for line in (one for one in rows if one.quote_id in shown):
        words = _("%(quantity)s at %(price)s") % {
            "quantity": writing.number(line.quantity), "price": writing.number(line.price, 2),
        }  # fmt: skip
        kept.setdefault(line.product_id, (str(line.product), {}))[1].setdefault(line.quote_id, []).append(words)
    texts = ((name, [writing.several(by_quote.get(one.pk, ())) for one in found]) for name, by_quote in kept.values())
    return [row(name, values, values) for name, values in texts]


def row(label: str, texts: list[str], values: list[Any]) -> dict[str, Any]:
    cells = [{"text": text or writing.NOTHING, "is_new": place > 0 and values[place] != values[place - 1]}
             for place, text in enumerate(texts)]  # fmt: skip
    return {"label": label, "cells": cells}
