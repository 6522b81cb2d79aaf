"""What waits for an answer in the demo company once its regulation is in force: an export, copied to somebody who reads it, a
new version of a table, and a customer who has asked on its own page."""

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.db.models import Case, Q, When
from django.utils import timezone

from xianji.approval.exports.actions import ask_for
from xianji.approval.publications.actions import put_forward
from xianji.approval.requests.copying import copy
from xianji.approval.requests.models import Request
from xianji.config.demo.acting import acting_as
from xianji.kit.exports.order import Order as Export
from xianji.lib import actor
from xianji.org.models import User
from xianji.rulebook.tables import editing
from xianji.sales.models import Order
from xianji.sales.portal.actions import give_page
from xianji.sales.portal.models import CustomerPage, PageOpening
from xianji.sales.portal.taking import take

SIGN, POINTS = "talk", "15"
"""What the market people want to count for more."""


def ask(told: dict[str, Any]) -> None:
    words = told["asked"]
    with acting_as("lead1"):
        by = actor.current()
        export = ask_for(Export("customers.customer", "xlsx", {"columns": "name,state,owner"}), words["export"], by)
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
    ask_on_its_page(words["portal"])


def ask_on_its_page(question: str) -> None:
    """A small customer has a page of its own, has opened it, and asks there for what it ordered last."""
    confirmed = Order.unscoped.filter(state="confirmed", customer__state="active", owner__user__login="rep1")
    small = Q(customer__size_class="small", lines__isnull=False)
    order = confirmed.order_by(Case(When(small, then=0), default=1), "-ordered_on", "-pk").first()
    assert order is not None
    with acting_as("rep1"):
        give_page(order.customer)
    page = CustomerPage.objects.get(customer=order.customer, ended_at=None)
    PageOpening.objects.create(page=page)
    take(page, question, order, token_hex(16))
