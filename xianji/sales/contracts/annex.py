"""The annex of a contract: what is delivered, at which price, as its quote lists it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from xianji.kit.web import writing
from xianji.lib import money
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.wording import share
from xianji.sales.quotes.models import QuoteLine


def lines_of(contract: Contract) -> list[QuoteLine]:
    """Part of the contract, whoever reads it; a supplement leaves what is delivered as it is."""
    if contract.quote_id is None:
        return []
    rows = QuoteLine.unscoped.filter(quote=contract.quote_id, deleted_at=None)
    return list(rows.select_related("product__uom").order_by("pk"))


def agreed(lines: list[QuoteLine]) -> list[list[str]]:
    """What of the lines is agreed upon, to the last digit: for the fingerprint."""
    return [
        [str(one.product_id), one.note, *(str(figure) for figure in (one.quantity, one.price, one.net, one.tax_rate, one.tax))]
        for one in lines
    ]


def table(contract: Contract, lines: list[QuoteLine]) -> dict[str, Any] | None:
    """{title, headings, right, rows} in the contract's language; None where no quote lists anything."""
    if not lines:
        return None
    with override(contract.language):
        headings = [_("Product"), _("Quantity"), _("Price each"), _("Net amount"), _("Tax rate"), _("Tax")]
        return {
            "title": _("Annex: what is delivered"), "headings": headings, "right": [False] + [True] * (len(headings) - 1),
            "rows": [*map(row, lines), total(lines)],
        }  # fmt: skip


def total(lines: list[QuoteLine]) -> list[str]:
    net, tax = (writing.money(money.plus(*(getattr(one, name) for one in lines))) for name in ("net", "tax"))
    return [_("Total"), " ", " ", net, " ", tax]


def row(line: QuoteLine) -> list[str]:
    """A price of three or four digits behind the point is told whole."""
    product, sku = str(line.product), line.product.sku
    digits = money.MONEY if line.price == money.round_half_up(line.price, money.MONEY) else money.PRICE
    return [
        " · ".join(filter(None, [product, sku if sku != product else "", line.note])),
        f"{writing.number(line.quantity)} {line.product.uom or ''}".strip(), writing.number(line.price, digits),
        writing.money(line.net), share(line.tax_rate), writing.money(line.tax),
    ]  # fmt: skip
