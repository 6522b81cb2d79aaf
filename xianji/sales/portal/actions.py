"""A customer gets a page of its own, and it is taken back."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.sales.portal import rules
from xianji.sales.portal.models import CustomerPage

Cycle = Customer.Cycle
OURS = (Cycle.PROSPECT, Cycle.ACTIVE, Cycle.DORMANT)
"""Who has a page; in any other state it is closed."""


def pages_of(customer: Customer) -> Any:
    return CustomerPage.objects.filter(customer=customer, ended_at=None)


@action(Customer, when=OURS, label=gettext_lazy("Give it a page of its own"), icon="world", alone=True,
        says=gettext_lazy("A secret address shows the customer its quotes, orders and what it owes; an older one ends.")
        )  # fmt: skip
def give_page(customer: Customer, *, by: Any, until: date | None = None) -> None:
    """A secret address for this customer: its quotes, orders and what it owes, and a way to ask. An older one ends."""
    today = timezone.localdate()
    last = rules.last_day(today, until)
    if last < today:
        raise Refused("", {"until": [_("This day is over. Choose a later one.")]})
    if rules.is_too_long(today, last):
        told = {"day": f"{today + rules.LONGEST:%Y-%m-%d}"}
        words = _("An address that lasts too long ends in wrong hands. Until %(day)s at the latest.")
        raise Refused("", {"until": [words % told]})
    pages_of(customer).update(ended_at=timezone.now())
    CustomerPage.objects.create(customer=customer, until=last, made_by_id=by.person_id)


@action(Customer, label=gettext_lazy("Take its page back"), icon="lock", alone=True, danger=True,
        says=gettext_lazy("Whoever has the address sees nothing any more."))  # fmt: skip
def take_page(customer: Customer, *, by: Any) -> None:
    """Whoever has the address sees nothing any more."""
    if not pages_of(customer).update(ended_at=timezone.now()):
        raise Refused(_("This customer has no page of its own."))
