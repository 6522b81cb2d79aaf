"""A quote as its page, its form and its documents show it: lines, totals, level with reasons, waterfall, versions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.web import writing
from xianji.lib import actor
from xianji.org.access.names import ROLES
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.content import said
from xianji.rulebook.tables.deciding import decide, in_force
from xianji.sales.quotes import authority, rules
from xianji.sales.quotes.models import Quote, QuoteLine

MARGIN, COST = "sales.see_margin", "catalog.see_cost"
TONES = {"L0": "ok", "L1": "ok", "L2": "warn", "L3": "warn"}


def tone(level: str) -> str:
    """The light that stands for a margin which is not shown."""
    return TONES.get(level, "bad")


def as_stored(quote: Quote, lines: Sequence[QuoteLine]) -> rules.Totals:
    """From the prices, rates and costs that the lines keep."""
    return rules.reckon([as_line(one) for one in lines], quote.discount)


def as_line(one: QuoteLine) -> rules.Line:
    return rules.Line(one.quantity, one.list_price, one.discount, one.tax_rate, one.cost, one.product.kind == "goods")


def light(margin: Decimal | None, quote: Quote) -> dict[str, Any]:
    """How good a margin is, and what it is for those who may know."""
    if margin is None:
        return {"tone": "", "text": _("Cost unknown")}
    level = decide(authority.TABLE, quote.quoted_on, **authority.PLAIN | {"margin": margin})["level"]
    words = {"ok": _("Good margin"), "warn": _("Small margin"), "bad": _("Very small margin")}
    text = writing.percent(margin) if actor.current().may(MARGIN) else words[tone(level)]
    return {"tone": tone(level), "text": text}


def rows(quote: Quote, lines: Sequence[Any], totals: rules.Totals) -> list[dict[str, Any]]:
    """One for each line."""
    return [
        {
            "product": str(line.product), "sku": line.product.sku, "quantity": writing.number(line.quantity),
            "unit": str(line.product.uom or ""), "list_price": writing.number(made.list_price, 2),
            "discount": writing.percent(made.discount), "is_reduced": made.discount > 0,
            "price": writing.number(made.price, 2), "net": writing.money(made.net),
            "note": getattr(line, "note", ""), "light": light(made.margin, quote),
        }
        for line, made in zip(lines, totals.lines, strict=True)
    ]  # fmt: skip


def taxes(totals: rules.Totals) -> list[dict[str, str]]:
    rows = ((writing.percent(rate, 0), writing.money(net), writing.money(tax)) for rate, net, tax in totals.taxes)
    return [{"rate": rate, "net": net, "tax": tax} for rate, net, tax in rows]


def kinds(quote: Quote, totals: rules.Totals) -> list[dict[str, Any]]:
    """The margin of goods and that of services, where a quote has both."""
    if not 0 < totals.goods < totals.net:
        return []
    words = (_("Gross margin of goods"), _("Gross margin of services"))
    found = zip(words, totals.margins, strict=True)
    shown = actor.current().may(MARGIN)
    return [{"label": label, "light": light(one, quote), "value": one if shown else None} for label, one in found]


def reasons(need: authority.Need) -> list[dict[str, Any]]:
    """What asks for which level, in the words of the table; a margin is not told to whom it is closed."""
    columns = {one.key: one for one in in_force(authority.TABLE)[1].content.inputs}
    open_ones = actor.current().may(MARGIN)
    made = []
    for one in need.reasons:
        is_closed = one.name in ("margin", "below_cost") and not open_ones
        text = "" if is_closed or isinstance(one.value, bool) else figure(one)
        made.append({"label": said(columns[one.name].label), "text": text, "level": one.level, "tone": tone(one.level)})
    return made


def figure(reason: authority.Reason) -> str:
    if isinstance(reason.value, int):
        return ngettext("%(count)s day", "%(count)s days", reason.value) % {"count": reason.value}
    return writing.percent(reason.value, 2).replace(".00%", "%")


def chain(need: authority.Need, held: set[str]) -> list[str]:
    """Who will be asked, in order; those of one step together."""
    return [" + ".join(str(_(ROLES[role])) for role in roles) for roles in rules.steps(need.approvers, held)]


def descent(quote: Quote, totals: rules.Totals) -> rules.Waterfall:
    return rules.waterfall(
        totals.at_list, totals.net, goods=totals.goods, rebate=quote.rebate, freight=quote.freight, days=quote.days,
        capital=value("price.capital", quote.quoted_on), cost=totals.cost,
    )  # fmt: skip


def fall(quote: Quote, totals: rules.Totals) -> list[dict[str, Any]]:
    """The waterfall as bars: what remains stands on the ground, what goes hangs where it goes."""
    made = descent(quote, totals)
    steps = [
        (_("List price"), made.at_list, False), (_("Discounts"), made.discounts, True), (_("Invoice"), made.invoice, False),
        (_("Rebate"), made.rebate, True), (_("Freight"), made.freight, True),
        (_("Waiting for the money"), made.financing, True), (_("In the pocket"), made.pocket, False),
    ]  # fmt: skip
    if made.cost is not None and made.left is not None and actor.current().may(COST):
        steps += [(_("Cost"), made.cost, True), (_("What is left"), made.left, False)]
    return bars(steps, made)


def pocket_margin(quote: Quote, totals: rules.Totals) -> Decimal | None:
    """Of what stays in the pocket what is left after the cost, for those who may know it."""
    return descent(quote, totals).margin if actor.current().may(COST) else None


def bars(steps: Sequence[tuple[str, Decimal, bool]], made: rules.Waterfall) -> list[dict[str, Any]]:
    whole, at, found = made.at_list or Decimal(1), Decimal(0), []
    for label, amount, is_less in steps:
        if is_less and not amount:
            continue
        at = at - amount if is_less else amount
        share = max(Decimal(0), amount) / whole * 100
        found.append({
            "label": label, "value": f"−{writing.money(amount)}" if is_less else writing.money(amount), "is_less": is_less,
            "width": f"{share:.2f}", "left": f"{max(Decimal(0), at) / whole * 100:.2f}" if is_less else "0",
            "share": writing.percent(amount / whole),
        })  # fmt: skip
    return found
