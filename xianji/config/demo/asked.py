"""What waits for an answer in the demo company once its regulation is in force: an export, copied to somebody who reads it, and a
new version of a table."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from xianji.approval.exports.actions import ask_for
from xianji.approval.publications.actions import put_forward
from xianji.approval.requests.copying import copy
from xianji.approval.requests.models import Request
from xianji.config.demo.acting import acting_as
from xianji.kit.exports.order import Order
from xianji.lib import actor
from xianji.org.models import User
from xianji.rulebook.tables import editing

SIGN, POINTS = "talk", "15"
"""What the market people want to count for more."""


def ask(told: dict[str, Any]) -> None:
    words = told["asked"]
    with acting_as("lead1"):
        by = actor.current()
        export = ask_for(Order("customers.customer", "xlsx", {"columns": "name,state,owner"}), words["export"], by)
        reader = User.objects.get(login="finance").person
        assert reader is not None
        copy(Request.unscoped.get(about_label=export.label(), about_id=export.pk), [reader.pk], by.person_id)
    with acting_as("market"):
        draft = editing.begin("lead.behaviour")
        content = draft.read
        rows = tuple(replace(row, then={**row.then, "points": POINTS}) if row.when.get("event") == SIGN else row
                     for row in content.rows)  # fmt: skip
        version = editing.save(draft, replace(content, rows=rows), draft.edition)
        put_forward(version, words["table"], timezone.localdate() + timedelta(days=7), actor.current())
