"""Steps of dunning that are due, on Today: one's own, or the team's."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.org import scope
from xianji.sales.dunning.models import DunningAction

SHOWS = 5


def due(desk: Desk) -> dict[str, Any] | None:
    """Until the end of the week, the oldest first; nothing where nothing is due."""
    resource = registry.resource_of(DunningAction)
    rows = DunningAction.objects.filter(state=DunningAction.State.DUE, due_on__lte=desk.today + timedelta(days=6))
    if desk.is_team:
        rows = rows.filter(scope.below(desk.who.unit_path))
    elif not desk.who.may("sales.payment.allocate"):
        rows = rows.filter(owner=desk.who.person_id)
    found = list(rows.select_related("customer", "receivable").order_by("due_on", "pk")[: SHOWS + 1])
    if not found:
        return None
    made = [
        {
            "href": resource.address(one.pk), "icon": "bell-ringing", "count": writing.money(one.receivable.balance),
            "label": f"{one.customer.short_name or one.customer.name} · {one.get_step_display()}",
            "told": writing.day(one.due_on),
        }
        for one in found[:SHOWS]
    ]  # fmt: skip
    late = sum(one.due_on < desk.today for one in found)
    more = f"{resource.path}?state=due" if len(found) > SHOWS else ""
    count = len(found) if len(found) <= SHOWS else rows.count()
    return {"rows": made, "count": count, "tone": "warn" if late else "", "href": more, "link": _("All") if more else ""}


STEPS = Section(
    "dunning", _("Overdue claims to follow up"), "sales/money_today.html", due, order=22, permission="sales.dunningaction.view",
    is_late=True,
)  # fmt: skip
