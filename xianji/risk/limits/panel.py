"""Credit on the customer's page: what it may owe, what it owes by parts, the rating with its terms, and what stands in the way.

Who sells sees the rating and what is available."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.risk.assessments.panels import RATING
from xianji.risk.assessments.sheet import TONES
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value

PARTS = (
    ("receivable", "d1", gettext_lazy("Receivables")), ("undelivered", "d2", gettext_lazy("Ordered, not delivered")),
    ("unposted", "d4", gettext_lazy("Delivered, not invoiced")),
)  # fmt: skip
LESS = (("unallocated", gettext_lazy("Payments not allocated")), ("advances", gettext_lazy("Advances due before shipment")))
SOON = 30
VIEW = "risk.creditassessment.view"


class CreditPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return actor.current().may(RATING)

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        """It comes late, so that the page asks nothing for it."""
        return {"href": f"/risk/credit/of/{record.pk}"}


def standing_of(record: Customer) -> dict[str, Any]:
    """One statement: the standing. What it links to is looked up when somebody goes there."""
    row, who = CreditStanding.objects.filter(pk=record.pk).first(), actor.current()
    sees_all = who.may(VIEW)
    return {
        "row": row, "sees_all": sees_all, "tone": TONES.get(row.rating, "") if row else "", "facts": facts(row),
        "gauge": gauge(row), "parts": parts(row), "notes": notes(row),
        "rated_href": f"/risk/assessments/of/{record.pk}" if sees_all and row and row.rating else "",
        "assess_href": f"/risk/assessments/new/of/{record.pk}" if who.may("risk.creditassessment.create") else "",
        "limit_href": f"{registry.resource_of(CreditLimit).path}new?{urlencode({'customer': record.pk, 'kind': 'temporary'})}"
        if row and row.limit and who.may("risk.creditlimit.create") else "",
        "limits_href": f"{registry.resource_of(CreditLimit).path}?customer={record.pk}"
        if who.may("risk.creditlimit.view") else "",
    }  # fmt: skip


def facts(row: CreditStanding | None) -> list[dict[str, Any]]:
    if row is None or not row.rating:
        return []
    terms = _("%(days)s days") % {"days": row.terms_days} if row.terms_days is not None else "—"
    return [
        {"label": _("Available"), "value": writing.money(row.available)}, {"label": _("Payment within"), "value": terms},
        {"label": _("Looked at again on"), "value": writing.exact(row.review_on) if row.review_on else "—"},
    ]


def gauge(row: CreditStanding | None) -> dict[str, Any] | None:
    """Used of what is granted; the temporary part stands behind the tick."""
    if row is None or row.use is None:
        return None
    whole, percent = row.limit + row.temporary, float(min(row.use, Decimal(1)) * 100)
    return {
        "used": writing.short_money(row.exposure), "whole": writing.short_money(whole), "percent": percent,
        "told": writing.percent(row.use, 0), "tone": CreditStanding.tones.get(row.mark, ""),
        "pace": float(row.limit / whole * 100) if row.temporary and whole else None, "temporary": writing.money(row.temporary),
        "has_temporary": bool(row.temporary), "exact": f"{writing.money(row.exposure)} / {writing.money(whole)}",
    }  # fmt: skip


def parts(row: CreditStanding | None) -> dict[str, Any] | None:
    """What is owed as one bar, and what is taken off."""
    if row is None or not any(getattr(row, name) for name, *_rest in (*PARTS, *LESS)):
        return None
    there = [(getattr(row, name), colour, label) for name, colour, label in PARTS if getattr(row, name) > 0]
    owed = sum((amount for amount, *_rest in there), Decimal(0))
    bar = [
        {"percent": float(amount / owed * 100), "colour": colour, "label": f"{label}: {writing.money(amount)}", "name": label,
         "value": writing.money(amount)}
        for amount, colour, label in there
    ]  # fmt: skip
    less = [{"name": label, "value": writing.money(-getattr(row, name))} for name, label in LESS if getattr(row, name)]
    return {"bar": bar, "less": less, "total": writing.money(row.exposure)}


def notes(row: CreditStanding | None) -> list[dict[str, str]]:
    """What stands in the way, the gravest first."""
    if row is None:
        return []
    found = []
    if row.is_frozen:
        found.append({"tone": "bad", "text": _("The limit is frozen.")})
    if row.overdue_days >= int(value("credit.hold")):
        words = _("%(amount)s overdue, the oldest for %(days)s days: orders are held.")
        found.append({"tone": "bad", "text": words % {"amount": writing.money(row.overdue), "days": row.overdue_days}})
    elif row.overdue_days:
        words = _("%(amount)s overdue, the oldest for %(days)s days.")
        found.append({"tone": "warn", "text": words % {"amount": writing.money(row.overdue), "days": row.overdue_days}})
    if row.available < 0 and row.rating and not row.is_frozen:
        found.append({"tone": "bad", "text": _("%(amount)s beyond the limit.") % {"amount": writing.money(-row.available)}})
    if row.review_on and (row.review_on - timezone.localdate()).days <= SOON:
        found.append({"tone": "warn", "text": _("To be looked at again on %(day)s.") % {"day": writing.exact(row.review_on)}})
    return found


CREDIT = CreditPanel("credit", pgettext_lazy("finance", "Credit"), "risk/customer_late.html")
