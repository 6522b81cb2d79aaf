"""What was won this month and quarter, on Today. Until somebody sets targets, the whole of the period before stands for one."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.metrics import Figure, figures
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.lib import periods

ROWS = (
    ("won_revenue", "month", gettext_lazy("Won this month"), writing.short_money),
    ("won_revenue", "quarter", gettext_lazy("Won this quarter"), writing.short_money),
    ("won_count", "month", gettext_lazy("Deals won this month"), writing.number),
)


def achieved(desk: Desk) -> dict[str, Any] | None:
    """Two statements a row, so it is late; nothing where neither this period nor the one before has anything."""
    rows = [row(desk, *one) for one in ROWS]
    if not any(one["now"] or one["before"] for one in rows):
        return None
    return {"rows": rows, "note": _("beside the whole of the period before")}


def row(desk: Desk, name: str, grain: str, label: Any, write: Any) -> dict[str, Any]:
    now, before = (of(desk, name, f"{which}_{grain}") for which in ("this", "last"))
    first, last = periods.relative(f"this_{grain}", desk.today)
    return {
        "label": label, "now": now.value, "before": before.value, "href": now.href, "text": write(now.value or 0),
        "of": write(before.value or 0), "percent": percent(now.value, before.value), "pace": pace(desk.today, first, last),
    }  # fmt: skip


def of(desk: Desk, name: str, period: str) -> Figure:
    return figures(name, "", {"owner": desk.owner, "closed_on": period}).total


def percent(now: Decimal | int | None, before: Decimal | int | None) -> int | None:
    """Of the period before, cut; None where nothing was won then."""
    return min(100, int(100 * (now or 0) / before)) if before else None


def pace(today: date, first: date, last: date) -> int:
    """How much of the period is over, this day included."""
    return 100 * ((today - first).days + 1) // ((last - first).days + 1)


ACHIEVED = Section(
    "achieved", gettext_lazy("Achieved"), "sales/achieved.html", achieved, place="side", order=10, is_late=True,
    permission="sales.opportunity.view",
)  # fmt: skip
