"""The quote as the customer gets it, in the language asked for: PDF and Word from one content."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.kit.exports.pdf import pages
from xianji.kit.web import writing
from xianji.lib import money
from xianji.org.company.settled import company
from xianji.org.models import Person
from xianji.sales.quotes import reading, told
from xianji.sales.quotes.models import Quote

LANGUAGES = {"zh-hans": "简体中文", "zh-hant": "繁體中文", "en": "English"}
GOES_OUT = (Quote.State.APPROVED, Quote.State.SENT, Quote.State.ACCEPTED)
TRADITIONAL = str.maketrans("贰陆万亿圆", "貳陸萬億圓")
"""Capital numerals that are written otherwise in traditional characters."""


def content(quote: Quote) -> dict[str, Any]:
    """Everything as text. What is not approved says so across the page."""
    lines = reading.lines_of(quote)
    totals = told.as_stored(quote, lines)
    currency = str(quote.currency or company().currency)
    rows = told.rows(quote, lines, totals)
    return {
        "title": pgettext("document", "Quotation"), "number": quote.number, "parties": parties(quote),
        "facts": [[_("Quoted on"), f"{quote.quoted_on:%Y-%m-%d}"], [_("Valid until"), f"{quote.valid_until:%Y-%m-%d}"],
                  [_("Currency"), currency], [_("Terms of payment"), payment(quote)]],
        "headings": [_("Product"), _("Quantity"), _("List price"), _("Discount"), _("Price each"), _("Net amount"),
                     _("Tax rate")],
        "right": [False, True, True, True, True, True, True],
        "rows": [[named(row), f"{row['quantity']} {row['unit']}".strip(), row["list_price"],
                  row["discount"] if row["is_reduced"] else "", row["price"], row["net"], writing.percent(line.tax_rate, 0)]
                 for row, line in zip(rows, lines, strict=True)],
        "totals": [[_("Net amount"), writing.money(totals.net)],
                   *([_("Tax %(rate)s") % {"rate": one["rate"]}, one["tax"]] for one in told.taxes(totals)),
                   [_("Gross amount"), f"{currency} {writing.money(totals.gross)}"]],
        "words": in_words(quote, currency), "terms_title": _("Terms"), "terms": terms(quote),
        "notes": [_("This quotation is valid until %(day)s. Prices and terms hold for these quantities.")
                  % {"day": f"{quote.valid_until:%Y-%m-%d}"}],
        "signs": [_("For the seller"), _("For the buyer")],
        "stamp": "" if quote.state in GOES_OUT else _("Draft: no offer"),
    }  # fmt: skip


def named(row: dict[str, Any]) -> str:
    return " · ".join(filter(None, [row["product"], row["sku"] if row["sku"] != row["product"] else "", row["note"]]))


def parties(quote: Quote) -> list[dict[str, Any]]:
    """Who writes to whom, as far as the reader may see them."""
    buyer = Customer.objects.filter(pk=quote.customer_id).first()
    contact = Contact.objects.filter(pk=quote.contact_id).first() if quote.contact_id else None
    seller = Person.objects.filter(pk=quote.owner_id).first() if quote.owner_id else None
    return [
        {"title": _("Seller"), "rows": filled(company().name, seller and seller.name, seller and seller.email)},
        {"title": _("Buyer"), "rows": filled(buyer.name if buyer else "—", buyer and buyer.address, contact and contact.name)},
    ]


def filled(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


def payment(quote: Quote) -> str:
    return quote.terms or _("%(days)s days after the invoice") % {"days": quote.days}


def terms(quote: Quote) -> list[list[str]]:
    """Those that say something."""
    rows = [[_("Days to pay"), str(quote.days)] if quote.terms else [],
            [_("Retention"), writing.percent(quote.retention)] if quote.retention else [],
            [_("Freight"), _("borne by the seller")] if quote.freight else []]  # fmt: skip
    return [row for row in rows if row]


def in_words(quote: Quote, currency: str) -> str:
    found = spelled(quote.gross, currency, (get_language() or "").lower())
    return _("In words: %(amount)s") % {"amount": found} if found else ""


def spelled(amount: Decimal, currency: str, language: str) -> str:
    """Renminbi in capital numerals, where Chinese is read."""
    if currency != "CNY" or not language.startswith("zh"):
        return ""
    spoken = money.spoken(amount)
    return spoken.translate(TRADITIONAL) if language == "zh-hant" else spoken


def pdf(quote: Quote) -> tuple[str, bytes]:
    out = io.BytesIO()
    pages.write(out, "letter", content(quote))
    return "application/pdf", out.getvalue()


def docx(quote: Quote) -> tuple[str, bytes]:
    from xianji.kit.exports import word

    out = io.BytesIO()
    word.write(out, content(quote), company().name, (get_language() or "en").lower())
    return word.TYPE, out.getvalue()


def offered(place: str) -> list[dict[str, str]]:
    """Where to get it: each kind in each language."""
    return [{"label": f"{kind} · {name}", "href": f"{place}/document.{ending}?language={code}"}
            for kind, ending in (("PDF", "pdf"), ("Word", "docx")) for code, name in LANGUAGES.items()]  # fmt: skip


KINDS: dict[str, Callable[[Quote], tuple[str, bytes]]] = {"pdf": pdf, "docx": docx}
