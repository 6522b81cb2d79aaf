"""What waits for finance, on Today: payments to confirm, and those that are set against nothing yet."""

from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.sales.payments.models import Payment

State = Payment.State


def waiting(desk: Desk) -> dict[str, Any] | None:
    """One statement; nothing where nothing waits."""
    path = registry.resource_of(Payment).path
    rows = Payment.objects.filter(state__in=(State.REGISTERED, State.CONFIRMED)).order_by()
    found = {state: (count, left) for state, count, left in rows.values_list("state").annotate(Count("pk"), Sum("left"))}
    named = (
        (State.REGISTERED, _("Payments to confirm"), "circle-check"),
        (State.CONFIRMED, _("Payments to allocate"), "arrows-split"),
    )  # fmt: skip
    made = [
        {
            "href": f"{path}?state={state}", "icon": icon, "label": label, "count": found[state][0],
            "told": writing.money(found[state][1] or 0),
        }
        for state, label, icon in named if state in found
    ]  # fmt: skip
    return {"rows": made, "count": sum(count for count, _left in found.values())} if made else None


PAYMENTS = Section(
    "payments", gettext_lazy("Payments"), "sales/money_today.html", waiting, order=20, permission="sales.payment.allocate",
    is_late=True,
)  # fmt: skip
