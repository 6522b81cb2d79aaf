"""Which lists leave at once, and which are asked for first."""

import json
from urllib.parse import quote

from django.utils.translation import gettext_lazy

from xianji.kit.exports.order import Order
from xianji.kit.registry import CommonRight
from xianji.lib import actor
from xianji.rulebook.parameters import reading

FREELY = "approval.export.freely"
RIGHT = CommonRight(FREELY, gettext_lazy("Export without being asked"), {"ADM": "a"})
"""Who keeps the system itself and sees no business data."""
SWITCH, LIMIT = "export.approval", "export.auto"


def asks(wanted: Order) -> str:
    """The page on which it is asked for: where the company wants it, for many rows or for anything guarded."""
    who = actor.current()
    if who.person_id is None or who.may(FREELY) or reading.value(SWITCH) != "on":
        return ""
    chosen, most = wanted.selection(), int(reading.value(LIMIT))
    if not any(column.guard for column in chosen.columns) and chosen.found()[: most + 1].count() <= most:
        return ""
    return f"/approval/exports/ask?order={quote(json.dumps(wanted.written()))}"
