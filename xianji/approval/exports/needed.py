"""Which lists leave at once, and which are asked for first."""

import json
from urllib.parse import quote

from django.db import transaction
from django.utils.translation import gettext_lazy

from xianji.approval.exports.models import ExportRequest
from xianji.kit import ports
from xianji.kit.exports.order import Order
from xianji.kit.registry import CommonRight
from xianji.lib import actor

FREELY = "approval.export.freely"
RIGHT = CommonRight(FREELY, gettext_lazy("Export without being asked"), {"ADM": "a"})
"""Who keeps the system itself and sees no business data."""
VERB = f"{ExportRequest.label()}.leave"


def asks(wanted: Order) -> str:
    """The page on which it is asked for, where the control says so: nothing left, and that is counted as refused."""
    who = actor.current()
    if who.person_id is None or who.may(FREELY):
        return ""
    leaves = ExportRequest(owner_id=who.person_id, unit_id=who.unit_id, title=wanted.file_name[:200])
    if not (found := ports.objections(VERB, [leaves], {"order": wanted})):
        return ""
    with transaction.atomic():
        ports.count_refusal(VERB, leaves, found)
    return f"/approval/exports/ask?order={quote(json.dumps(wanted.written()))}"
