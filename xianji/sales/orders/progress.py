"""How far an order is, as a picture on its page: ordered, shipped, accepted, invoiced, and each line on its way."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.sales.orders import rules
from xianji.sales.orders.actions import is_late
from xianji.sales.orders.models import Order, OrderLine

FULL = 100


class Progress(Panel):
    def context(self, record: Order, request: HttpRequest) -> dict[str, Any]:
        lines = list(OrderLine.objects.filter(order=record).select_related("product__uom").order_by("pk"))
        resource = registry.resource_of(OrderLine)
        sees_cost = actor.current().may("catalog.see_cost")
        return {
            "steps": steps(record, lines) if lines and not record.is_open else [],
            "lines": [told(line, resource.address(line.pk)) for line in lines], "order": record,
            "margin": margin(lines) if sees_cost and lines else "", "hold": record.credit == Order.Credit.HOLD,
        }  # fmt: skip


def steps(order: Order, lines: list[OrderLine]) -> list[dict[str, Any]]:
    """Gross amounts in the order in which they follow, each as a part of the whole."""
    accepted = money.plus(*(rules.worth(line.gross, line.quantity, line.accepted) for line in lines))
    found = [
        (pgettext("order", "Ordered"), order.gross, "file-text"), (pgettext("order", "Shipped"), order.shipped, "truck"),
        (pgettext("order", "Accepted"), accepted, "clipboard-check"), (pgettext("order", "Invoiced"), order.invoiced, "receipt"),
    ]  # fmt: skip
    return [
        {"label": label, "amount": amount, "icon": icon, "percent": percent(amount, order.gross)} for label, amount, icon in found
    ]


def told(line: OrderLine, href: str) -> dict[str, Any]:
    """A bar of what is accepted, on its way and planned; what is late or has defects is marked."""
    parts = [
        (line.accepted, "d4", pgettext("goods", "Accepted")), (money.minus(line.shipped, line.accepted), "d1", _("On its way")),
        (money.minus(line.planned, line.shipped), "d6", pgettext("goods", "Planned")),
    ]  # fmt: skip
    whole = line.quantity
    return {
        "line": line, "href": href, "is_late": is_late(line) and not line.order.is_open,
        "bar": [{"percent": percent(some, whole), "colour": colour, "label": label} for some, colour, label in parts if some],
        "summary": f"{pgettext('goods', 'Accepted')} {writing.shown(line.accepted)} / {writing.shown(line.quantity)}",
        "days": (timezone.localdate() - line.due_on).days if line.due_on and not line.met_on else 0,
    }  # fmt: skip


def percent(part: Decimal, whole: Decimal) -> int:
    """Cut, so that only all of it is a hundred."""
    return min(FULL, max(0, int(FULL * part / whole))) if whole else 0


def margin(lines: list[OrderLine]) -> str:
    """Of the lines whose cost is known."""
    known = [(line.net, rules.net_of(line.quantity, line.cost)) for line in lines if line.cost is not None]
    net = money.plus(*(net for net, _cost in known))
    share = money.share(money.minus(net, money.plus(*(cost for _net, cost in known))), net)
    return "" if share is None else writing.percent(share)


PROGRESS = Progress("progress", gettext_lazy("Progress"), "sales/orders/progress.html", "main")
