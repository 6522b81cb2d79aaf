"""What people do with a lead."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.customers.leads.models import Lead
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.org.people.models import Person

State = Lead.State
OPEN = (State.NEW, State.ASSIGNED, State.CONTACTED, State.NURTURING, State.QUALIFIED)
WORKED = (State.ASSIGNED, State.CONTACTED, State.NURTURING, State.QUALIFIED)


@action(
    Lead, when=(State.NEW, State.RECYCLED, *WORKED), then=State.ASSIGNED, label=_("Assign"), icon="user-share", letter="T"
)
def assign(lead: Lead, *, by: Any, to: Person) -> None:
    """Somebody is to speak with them, by a certain hour."""
    if to.left_on:
        raise Refused("", {"to": [_("%(person)s no longer works here. Choose somebody else.") % {"person": to}]})
    lead.owner, lead.assigned_at = to, timezone.now()


@action(Lead, when=(State.ASSIGNED, State.CONTACTED), then=State.NURTURING, label=_("Nurture"), icon="plant")
def nurture(lead: Lead, *, by: Any) -> None:
    """Not now: kept warm until the time has come."""


@action(
    Lead, when=(State.CONTACTED, State.NURTURING), then=State.QUALIFIED, label=_("Qualify"), icon="circle-check", primary=True
)
def qualify(lead: Lead, *, by: Any) -> None:
    """Worth a deal."""


@action(Lead, when=State.QUALIFIED, then=State.CONVERTED, label=_("Convert"), icon="arrow-right", primary=True)
def convert(lead: Lead, *, by: Any) -> None:
    """A customer from now on; once only."""


@action(Lead, when=OPEN, then=State.DISQUALIFIED, label=_("Disqualify"), icon="circle-x", danger=True, sets=True)
def disqualify(lead: Lead, *, by: Any, closed_because: str) -> None:
    """It will not become anything; the reason stays."""
    lead.closed_because = closed_because


@action(Lead, when=State.DISQUALIFIED, then=State.NEW, label=_("Take up again"), icon="refresh", sets=True)
def revive(lead: Lead, *, by: Any, why: str) -> None:
    """Something has changed since."""
    lead.closed_because = ""


@action(Lead, when=OPEN, then=State.RECYCLED, label=_("Back to the pool"), icon="arrow-back-up", sets=True)
def release(lead: Lead, *, by: Any, why: str) -> None:
    """Somebody else may have more luck; it stays with its unit, without an owner."""
    lead.owner, lead.assigned_at, lead.first_due_at = None, None, None
