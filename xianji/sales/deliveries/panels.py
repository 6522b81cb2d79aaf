"""What is in a delivery, on its page: a row a line with what was taken, what was defective and what was replaced."""

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.sales.deliveries.counting import parts_of
from xianji.sales.deliveries.models import Delivery


class Parts(Panel):
    def context(self, record: Delivery, request: HttpRequest) -> dict[str, Any]:
        rows = [row(part) for part in parts_of(record)]
        return {"rows": rows, "is_counted": record.accepted_on is not None}


def row(part: Any) -> dict[str, Any]:
    """A bar of what was taken at once, what was replaced, and what was not taken."""
    at_once, whole = part.accepted - part.replaced, part.quantity
    bar = [
        (at_once, "d4", pgettext("goods", "Accepted")), (part.replaced, "d1", gettext("Replaced")),
        (whole - part.accepted, "d3", pgettext("goods", "Not taken")),
    ]  # fmt: skip
    return {
        "part": part,
        "bar": [{"percent": float(100 * some / whole), "colour": colour, "label": name} for some, colour, name in bar if some],
    }  # fmt: skip


PARTS = Parts("parts", _("What is in it"), "sales/deliveries/parts.html", "main")
