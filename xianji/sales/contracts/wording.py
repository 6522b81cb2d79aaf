"""The text of a contract: its clauses with what was agreed put in their blanks, in the contract's own language."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from xianji.kit.web import writing
from xianji.lib import money
from xianji.org.company.settled import company
from xianji.org.models import Unit
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.quotes.documents import spelled

BLANK = "____"
"""What stands where nothing was agreed yet."""
NAME = re.compile(r"\{(\w+)\}")
Blanks = dict[str, str]


def blanks(contract: Contract, terms: list[PaymentTerm]) -> Blanks:
    """{name: what was agreed}, in the language of the contract."""
    with override(contract.language):
        found = {name: tell(contract, terms) for name, tell in NAMES.items()}
    return {name: BLANK if told in (None, "") else str(told) for name, told in found.items()}


def fill(text: str, given: Blanks) -> str:
    """Only whole names are put in; an unknown one and a lone brace stay as they are typed, so that somebody sees them."""
    return NAME.sub(lambda found: given.get(found[1], found[0]), text)


def day(name: str) -> Callable[[Any, Any], str]:
    def told(contract: Any, terms: Any) -> str:
        value: date | None = getattr(contract, name)
        return f"{value:%Y-%m-%d}" if value else ""

    return told


def amount(name: str) -> Callable[[Any, Any], str]:
    return lambda contract, terms: f"{code(contract)} {writing.money(getattr(contract, name))}".strip()


def plain(name: str) -> Callable[[Any, Any], Any]:
    return lambda contract, terms: getattr(contract, name)


def code(contract: Any) -> str:
    """The currency of a contract or a quote."""
    return contract.currency.code if contract.currency else company().currency


def in_capitals(contract: Contract, terms: Any) -> str:
    """Renminbi as invoices and contracts spell them out in Chinese; no other currency has such numerals, nor has English."""
    return spelled(contract.gross, code(contract), contract.language) or amount("gross")(contract, terms)


def share(value: Decimal) -> str:
    return f"{money.round_half_up(value * 100, 2).normalize():f} %"


def plan(contract: Contract, terms: list[PaymentTerm]) -> str:
    """Each part of the price in a line."""
    return "\n".join(f"({at}) {told(one, contract)}" for at, one in enumerate(terms, 1))


def told(one: PaymentTerm, contract: Contract) -> str:
    """Advance payment 30 %, CNY 429,568.32, after signing; with how long after."""
    values = {
        "kind": one.get_kind_display(), "share": share(one.share), "amount": f"{code(contract)} {writing.money(one.amount)}",
        "after": after(one),
    }  # fmt: skip
    return _("%(kind)s %(share)s, %(amount)s: %(after)s") % values


def after(one: PaymentTerm) -> str:
    """When a part of the price falls due, in words."""
    if one.trigger == one.Trigger.DAY:
        return f"{one.fixed_on:%Y-%m-%d}" if one.fixed_on else BLANK
    if one.trigger == one.Trigger.SHIPMENT:
        return str(one.get_trigger_display()).lower()
    values = {"event": str(one.get_trigger_display()).lower(), "months": one.months, "days": one.days}
    if one.months and one.days:
        return _("%(months)s months and %(days)s days after %(event)s") % values
    if one.months:
        return _("%(months)s months after %(event)s") % values
    return _("%(days)s days after %(event)s") % values if one.days else _("upon %(event)s") % values


def seller() -> str:
    """The company; before set-up what stands at the top of the organisation."""
    return company().name or str(Unit.unscoped.filter(parent=None).values_list("name", flat=True).first() or "")


NAMES: dict[str, Callable[[Any, Any], Any]] = {
    "seller": lambda contract, terms: seller(), "buyer": lambda contract, terms: contract.customer.name,
    "buyer_no": lambda contract, terms: contract.customer.registration_no,
    "buyer_address": lambda contract, terms: contract.customer.address,
    "number": plain("number"), "name": plain("name"), "net": amount("net"), "tax": amount("tax"), "gross": amount("gross"),
    "gross_words": in_capitals, "payment": plan, "deliver_on": day("deliver_on"), "deliver_to": plain("deliver_to"),
    "deliver_how": plain("deliver_how"), "accept_days": plain("accept_days"), "warranty_months": plain("warranty_months"),
    "warranty_from": lambda contract, terms: contract.get_warranty_from_display().lower(),
    "penalty": lambda contract, terms: share(contract.penalty) if contract.penalty is not None else "",
    "from_on": day("from_on"), "expires_on": day("expires_on"),
}  # fmt: skip
