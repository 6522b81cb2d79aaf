"""Quotes that lapse within days and have no answer yet, on Today: one's own, or the team's."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.org import scope
from xianji.rulebook.parameters.reading import value
from xianji.sales.quotes.models import Quote

SHOWS = 5
OPEN = (Quote.State.APPROVED, Quote.State.SENT)


def lapsing(desk: Desk) -> dict[str, Any] | None:
    """One statement; nothing where none does."""
    until = desk.today + timedelta(days=int(value("quote.warn", desk.today)))
    rows = Quote.objects.filter(state__in=OPEN, valid_until__gte=desk.today, valid_until__lte=until)
    rows = rows.filter(scope.below(desk.who.unit_path)) if desk.is_team else rows.filter(owner=desk.who.person_id)
    found = list(rows.select_related("customer", "owner").order_by("valid_until", "pk")[: SHOWS + 1])
    if not found:
        return None
    resource = registry.resource_of(Quote)
    told = [{"quote": one, "href": resource.address(one.pk)} for one in found[:SHOWS]]
    return {
        "rows": told, "count": len(told), "tone": "warn", "is_team": desk.is_team,
        "href": f"{resource.path}?state=approved,sent&valid_until=today..{until}&owner={desk.owner}",
    }  # fmt: skip


LAPSING = Section(
    "lapsing", _("Quotes that lapse soon"), "sales/quotes/lapsing.html", lapsing, order=26, permission="sales.quote.view",
    is_late=True,
)  # fmt: skip
