"""What happens to a customer in its life."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.kit.actions import PUT_BACK, action

Cycle = Customer.Cycle
OURS = (Cycle.PROSPECT, Cycle.ACTIVE, Cycle.DORMANT)


@action(Customer, when=OURS, label=_("Profile is right"), icon="circle-check", undo=PUT_BACK)
def verify(customer: Customer, *, by: Any) -> None:
    """Somebody has compared the profile with what the customer says today."""
    customer.verified_on = timezone.localdate()


@action(Customer, when=OURS, then=Cycle.LOST, label=_("Mark as lost"), icon="user-off", danger=True, sets=True, undo=PUT_BACK)
def lose(customer: Customer, *, by: Any, note: str) -> None:
    """The customer buys elsewhere or no longer; the note says why."""
    customer.need_profile = f"{customer.need_profile}\n{note}".strip()


@action(Customer, when=(Cycle.LOST, Cycle.DORMANT), then=Cycle.PROSPECT, label=_("Win back"), icon="refresh", sets=True,
        undo=PUT_BACK)  # fmt: skip
def win_back(customer: Customer, *, by: Any) -> None:
    """Worth another try."""


@action(Customer, when=OURS, then=Cycle.BLACKLIST, label=_("Blacklist"), icon="ban", letter="A", danger=True, sets=True,
        undo=PUT_BACK, says=_("No business with this customer until somebody lifts the blacklisting."))  # fmt: skip
def blacklist(customer: Customer, *, by: Any) -> None:
    """No business with this customer until pardoned."""


@action(
    Customer, when=Cycle.BLACKLIST, then=Cycle.PROSPECT, label=_("Lift the blacklisting"), icon="refresh", letter="A", sets=True,
    undo=PUT_BACK,
)
def pardon(customer: Customer, *, by: Any) -> None:
    """Business is possible again."""
