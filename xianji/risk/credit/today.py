"""Credit on the desk of finance: what is to be looked at, what ends soon, and who is beyond the limit."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.lib.actor import Actor
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.credit.using import standings
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding

SHOWS, SOON, ENDS = 5, 30, 14
State = CreditAssessment.State
RED = Q(mark=CreditStanding.Mark.RED)


def credit(desk: Desk) -> dict[str, Any] | None:
    """Three statements, so it is late; nothing where nothing is to be done."""
    rows = [*reviews(desk), *endings(desk), *beyond()]
    if not rows:
        return None
    return {"rows": rows, "count": len(rows), "tone": "warn", "link": _("Use of limits"), "href": "/risk/credit?which=red"}


def reviews(desk: Desk) -> list[dict[str, Any]]:
    """Drafts that something has opened, and ratings whose review date is near."""
    near = Q(state=State.ACTIVE, review_on__lte=desk.today + timedelta(days=SOON))
    found = CreditAssessment.objects.filter(Q(state=State.DRAFT) | near).select_related("customer").order_by("review_on", "pk")
    resource = registry.resource_of(CreditAssessment)
    return [
        {"icon": "clipboard-check", "title": one.customer, "href": resource.address(one.pk), "tag": one.get_cause_display()
         if one.state == State.DRAFT else _("Review date"), "tone": "warn" if one.state == State.DRAFT else "",
         "why": _("Draft: %(rating)s") % {"rating": one.rating} if one.state == State.DRAFT else writing.day(one.review_on)}
        for one in found[:SHOWS]
    ]  # fmt: skip


def endings(desk: Desk) -> list[dict[str, Any]]:
    """Limits that end within two weeks."""
    ends = Q(state__in=GRANTED, to_on__lte=desk.today + timedelta(days=ENDS))
    found = CreditLimit.objects.filter(ends).select_related("customer").order_by("to_on", "pk")[:SHOWS]
    resource = registry.resource_of(CreditLimit)
    return [
        {"icon": "hourglass", "title": one.customer, "href": resource.address(one.pk), "tag": one.get_kind_display(), "tone": "",
         "why": _("%(amount)s until %(day)s") % {"amount": writing.money(one.amount), "day": writing.day(one.to_on)}}
        for one in found
    ]  # fmt: skip


def beyond() -> list[dict[str, Any]]:
    """Red by the table of warnings (W7)."""
    found = list(standings(RED).order_by("-use", "customer_id")[:SHOWS])
    customers = Customer.objects.in_bulk([one.pk for one in found])
    resource = registry.resource_of(Customer)
    return [
        {"icon": "alert-triangle", "title": customers[one.pk], "href": resource.address(one.pk), "tone": "bad",
         "tag": _("Frozen") if one.is_frozen else writing.percent(one.use, 0), "why": late(one)}
        for one in found if one.pk in customers
    ]  # fmt: skip


def late(one: CreditStanding) -> str:
    used = _("%(used)s of %(limit)s used") % {
        "used": writing.money(one.exposure), "limit": writing.money(one.limit + one.temporary),
    }  # fmt: skip
    days = ngettext("%(count)s day overdue", "%(count)s days overdue", one.overdue_days) % {"count": one.overdue_days}
    return f"{used} · {days}" if one.overdue_days else used


def red(who: Actor) -> int:
    """How many are red, for the menu."""
    return standings(RED)[:100].count()


CREDIT = Section(
    "credit", gettext_lazy("Credit"), "risk/today.html", credit, order=24, permission="risk.creditassessment.create", is_late=True
)
