"""Customers nobody has spoken with for long, on Today: the large ones and those who bought most first."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing

DAYS = 14
SHOWS, ENOUGH = 5, 100
FIELDS = ("pk", "name", "short_name", "size_class", "last_contact_on", "won_amount", "phone", "owner__name", "owner_id")
WAYS = {"call": ("phone", gettext_lazy("Call")), "meeting": ("calendar-plus", gettext_lazy("Plan a visit")),
        "mail": ("message-circle", gettext_lazy("Write"))}  # fmt: skip


def following(desk: Desk) -> dict[str, Any]:
    """One statement, walked by the won amount; the list behind “All” asks for the same."""
    resource = registry.resource_of(Customer)
    words = {
        "owner": desk.owner, "state": "active,dormant,prospect", "last_contact_on": f"..{DAYS}_days_ago", "sort": "-won_amount"
    }  # fmt: skip
    found = list(ListQuery(resource, words).first(ENOUGH, True).values_list(*FIELDS))
    found.sort(key=lambda one: -Customer.bars.get(one[3], 0))
    number = f"{ENOUGH - 1}+" if len(found) == ENOUGH else f"{len(found)}"
    may_write = desk.who.may("workspace.activity.create")
    return {
        "rows": [row(one, resource, may_write) for one in found[:SHOWS]], "is_team": desk.is_team,
        "note": _("by size and what they bought") if found else "", "days": DAYS,
        "link": _("All %(count)s") % {"count": number} if len(found) > SHOWS else "",
        "href": f"{resource.path}?{urlencode(words)}",
    }  # fmt: skip


def row(one: tuple[Any, ...], resource: Any, may_write: bool) -> dict[str, Any]:
    pk, name, short, size, last, won, phone, owner, owner_id = one
    days = (timezone.localdate() - last).days
    why = ngettext("no contact for %(count)s day", "no contact for %(count)s days", days) % {"count": days}
    kind = "mail" if not phone else "meeting" if size == Customer.Size.LARGE else "call"
    about = f"/workspace/activities/about/{resource.label}/{pk}?kind={kind}&next=/"
    return {
        "name": short or name, "href": resource.address(pk), "bars": Customer.bars.get(size, 0),
        "size": Customer.Size(size).label if size else "", "owner": owner, "owner_id": owner_id,
        "why": _("%(days)s, bought %(amount)s") % {"days": why, "amount": writing.short_money(won)} if won else why,
        "way": (*WAYS[kind], about) if may_write else None,
    }  # fmt: skip


FOLLOWING = Section(
    "following", gettext_lazy("Customers to follow"), "customers/following.html", following, order=30,
    permission="customers.customer.view",
)  # fmt: skip
