"""What contracts ask for soon, on Today: milestones of the next days and those that are late, contracts that expire."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.org import scope
from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.panels import step
from xianji.sales.contracts.parts import Milestone

SHOWS = 6


def due(desk: Desk) -> dict[str, Any] | None:
    """One statement; nothing where nothing is due within a week."""
    mine = Contract.objects.filter(state__in=rules.RUNNING)
    mine = mine.filter(scope.below(desk.who.unit_path)) if desk.is_team else mine.filter(owner=desk.who.person_id)
    until = desk.today + timedelta(days=rules.ALERTS[0])
    rows = Milestone.objects.filter(contract__in=mine.values("pk"), done_on=None, due_on__lte=until)
    found = list(rows.select_related("contract__customer", "term").order_by("due_on", "pk")[: SHOWS + 1])
    if not found:
        return None
    at = registry.resource_of(Contract)
    shown = [{**step(one, desk.today), "href": at.address(one.contract_id)} for one in found[:SHOWS]]
    count = f"{SHOWS}+" if len(found) > SHOWS else str(len(found))
    return {"rows": shown, "count": count, "tone": "bad" if shown[0]["tone"] == "bad" else "warn"}


MILESTONES = Section(
    "milestones", _("Contracts: due soon"), "sales/contracts_due.html", due, order=24, permission=f"{Contract.label()}.view",
    is_late=True,
)  # fmt: skip
