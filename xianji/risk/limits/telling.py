"""A limit while it is being typed: what the customer may owe now and then, and who would grant it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.org.access.names import ROLES
from xianji.risk.limits import rules
from xianji.risk.limits.judging import highest, judged, rating_of
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.marking import level
from xianji.risk.standing.models import CreditStanding

Kind = CreditLimit.Kind
FULL = 100


def told(limit: CreditLimit) -> dict[str, Any]:
    """Now, then, the way to it, and who is asked; or why it is not possible."""
    row = CreditStanding.objects.filter(pk=limit.customer_id).first() or CreditStanding(pk=limit.customer_id or 0)
    now = bar(row.exposure, row.limit + row.temporary)
    found: dict[str, Any] = {"now": now, "lines": lines(limit, row), "then": None, "who": [], "problem": ""}
    if limit.kind != Kind.PROJECT:
        found["then"] = bar(row.exposure, after(limit, row))
    try:
        said = judged(limit)
        found["who"], found["href"] = [str(_(ROLES[code])) for code in said.approvers], said.because.href
    except Refused as refusal:
        found["problem"] = " ".join(text for texts in refusal.fields.values() for text in texts) or refusal.message
    return found


def after(limit: CreditLimit, row: CreditStanding) -> Decimal:
    return row.limit + row.temporary + limit.amount if limit.kind == Kind.TEMPORARY else limit.amount + row.temporary


def bar(exposure: Decimal, whole: Decimal) -> dict[str, Any]:
    """How much is used, for the bar and in words."""
    use = rules.share(max(exposure, Decimal(0)), whole) if whole > 0 else None
    return {
        "used": writing.money(exposure), "whole": writing.money(whole), "percent": float(use * FULL) if use is not None else None,
        "tone": CreditStanding.tones.get(level(use), "") if use is not None else "",
        "told": writing.percent(use, 0) if use is not None else "—",
        "left": writing.money(whole - exposure), "is_short": whole < exposure,
    }  # fmt: skip


def lines(limit: CreditLimit, row: CreditStanding) -> list[dict[str, str]]:
    """The arithmetic of its kind."""
    if limit.kind == Kind.PROJECT:
        given = [(_("Contract, with tax"), limit.gross), (_("Advance before shipment"), limit.advance and -limit.advance)]
        return [{"label": label, "value": writing.money(value or 0)} for label, value in given] + [
            {"label": _("Project limit, to the cent"), "value": writing.money(limit.amount)}
        ]
    if limit.kind == Kind.TEMPORARY and row.limit:
        share = writing.percent(limit.amount / row.limit, 2)
        return [{"label": _("Of the standard limit of %(limit)s") % {"limit": writing.money(row.limit)}, "value": share}]
    try:
        most = highest(rating_of(limit.customer_id))
    except Refused:
        return []
    return [{"label": _("The rating gives at most"), "value": writing.money(most)}]
