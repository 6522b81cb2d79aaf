"""Whose data have a time: each kind says who was not heard of since a day, and when that was. Further chapters add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer, Lead, Signal
from xianji.kit.forgetting.known import GONE
from xianji.sales.models import Opportunity


@dataclass(frozen=True)
class Kind:
    """`name` in the table of rules, and the link of a retention to it. `quiet(day)`: rows not heard of since that day, in the
    trash or not; `moments`: the columns of them that tell when they were last heard of; `booked`: {id: day} of those whom a
    record names that the law keeps."""

    name: str
    quiet: Callable[[date], QuerySet]
    moments: tuple[str, ...]
    booked: Callable[[list[int]], dict[int, date]]

    def last(self, row: Any) -> date:
        found = (getattr(row, name) for name in self.moments)
        return max(timezone.localdate(one) if isinstance(one, datetime) else one for one in found if one is not None)


def begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def quiet_leads(since: date) -> QuerySet:
    """No talk, no sign of interest, no plan. A lead that became a contact goes with the contact."""
    before = begin_of(since)
    signs = Signal.objects.filter(lead=OuterRef("pk"))
    rows = Lead.unscoped.filter(created_at__lt=before, contact=None).exclude(person="")
    rows = rows.filter(Q(followed_at=None) | Q(followed_at__lt=before), ~Exists(signs.filter(at__gte=before)))
    rows = rows.filter(Q(next_step_at=None) | Q(next_step_at__lt=timezone.now()))
    return rows.annotate(signed_at=Subquery(signs.order_by("-at").values("at")[:1]))


def quiet_contacts(since: date) -> QuerySet:
    """At customers that were lost before, and not spoken with since."""
    before = begin_of(since)
    lost = Entry.objects.filter(label=Customer.label(), record_id=OuterRef("customer_id"), verb="lose").order_by("-id")
    rows = Contact.unscoped.filter(created_at__lt=before, customer__state=Customer.Cycle.LOST)
    rows = rows.filter(Q(customer__last_contact_on=None) | Q(customer__last_contact_on__lt=since))
    rows = rows.exclude(name__startswith=GONE).annotate(
        talked_on=F("customer__last_contact_on"), lost_at=Coalesce(Subquery(lost.values("at")[:1]), "customer__updated_at")
    )
    return rows.filter(lost_at__lt=before)


def won_with(ids: list[int]) -> dict[int, date]:
    """The last deal that was won with each of these contacts: its papers are accounts."""
    won = Opportunity.unscoped.filter(contact__in=ids, stage=Opportunity.Stage.WON).exclude(closed_on=None)
    return dict(won.order_by("closed_on").values_list("contact_id", "closed_on"))


def nothing_booked(ids: list[int]) -> dict[int, date]:
    return {}


KINDS = {
    "lead": Kind("lead", quiet_leads, ("created_at", "followed_at", "signed_at"), nothing_booked),
    "contact": Kind("contact", quiet_contacts, ("created_at", "lost_at", "talked_on"), won_with),
}
