"""What people do with a lead."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.leads import converting, rules, scoring
from xianji.customers.leads.assigning import choose
from xianji.customers.leads.deadlines import GRADES
from xianji.customers.leads.models import Lead, Signal
from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.org.people.models import Person

State = Lead.State
OPEN = (State.NEW, State.ASSIGNED, State.CONTACTED, State.NURTURING, State.QUALIFIED)
TALKED = (State.CONTACTED, State.NURTURING, State.QUALIFIED)


@action(Lead, when=(*OPEN, State.RECYCLED), then=(State.ASSIGNED, *TALKED), label=_("Assign"), icon="user-share", letter="T")
def assign(lead: Lead, *, by: Any, to: Person) -> str:
    """Somebody is to speak with them, by a certain hour; where somebody did, it goes on from there."""
    if to.left_on:
        raise Refused("", {"to": [_("%(person)s no longer works here. Choose somebody else.") % {"person": to}]})
    note_miss(lead)
    lead.owner = to
    return lead.state if lead.state in TALKED else State.ASSIGNED


@action(
    Lead, when=(State.NEW, State.ASSIGNED, State.CONTACTED), then=(State.ASSIGNED, State.RECYCLED),
    label=_("Assign by the rules"), icon="arrows-split", letter="T", primary=True,
)  # fmt: skip
def distribute(lead: Lead, *, by: Any) -> str:
    """The table says to whom; whoever has it now is passed over, and where nobody has room it goes to the pool."""
    if lead.grade not in GRADES:
        raise Refused(_("Leads of grade D are filed and given to nobody. Correct what is known of it first."))
    chosen = choose(lead, {lead.owner_id})
    note_miss(lead)
    lead.owner = chosen.person
    return State.ASSIGNED if chosen.person else State.RECYCLED


@action(Lead, when=OPEN, label=_("Note a sign of interest"), icon="sparkles")
def note_sign(lead: Lead, *, by: Any, sign: Signal.Kind) -> None:
    """What they did at a fair, on the telephone or by mail; the score follows at once."""
    afterwards(lambda: scoring.note(lead, sign))


@action(Lead, when=(State.ASSIGNED, State.CONTACTED), then=State.NURTURING, label=_("Nurture"), icon="plant", sets=True)
def nurture(lead: Lead, *, by: Any) -> None:
    """Not now: kept warm until the time has come."""


@action(
    Lead, when=(State.CONTACTED, State.NURTURING), then=State.QUALIFIED, label=pgettext_lazy("lead", "Qualify"),
    icon="circle-check", primary=True,
)  # fmt: skip
def qualify(lead: Lead, *, by: Any) -> None:
    """Worth a deal: three of budget, authority, need and time are known, and the score is high enough."""
    known = rules.known((lead.budget, lead.part, lead.need, lead.wanted_on))
    if known < rules.KNOWN_TO_QUALIFY:
        told = _("Of budget, part in buying, need and time, %(needs)s must be known; %(known)s are.")
        raise Refused(told % {"needs": rules.KNOWN_TO_QUALIFY, "known": known})
    if lead.score < rules.SCORE_TO_QUALIFY:
        told = _("The score must be at least %(needs)s; it is %(score)s.")
        raise Refused(told % {"needs": rules.SCORE_TO_QUALIFY, "score": lead.score.normalize()})


@action(Lead, when=State.QUALIFIED, then=State.CONVERTED, label=_("Convert"), icon="arrow-right", primary=True, alone=True)
def convert(
    lead: Lead, *, by: Any, customer: Customer | None = None, need: str = "", budget: Decimal | None = None,
    wanted_on: date | None = None,
) -> None:  # fmt: skip
    """A customer, a contact and a deal from now on, once only; the customer there is already, where it is found or named."""
    lead.need, lead.budget, lead.wanted_on = need or lead.need, budget or lead.budget, wanted_on or lead.wanted_on
    converting.convert(lead, customer)
    lead.next_step, lead.next_step_at = "", None


@action(Lead, when=OPEN, then=State.DISQUALIFIED, label=_("Disqualify"), icon="circle-x", danger=True, sets=True)
def disqualify(lead: Lead, *, by: Any, closed_because: str) -> None:
    """It will not become anything; the reason stays."""
    lead.closed_because = closed_because
    lead.next_step, lead.next_step_at = "", None


@action(Lead, when=State.DISQUALIFIED, then=State.NEW, label=_("Take up again"), icon="refresh", sets=True)
def revive(lead: Lead, *, by: Any, why: str) -> None:
    """Something has changed since."""
    lead.closed_because = ""


@action(Lead, when=OPEN, then=State.RECYCLED, label=_("Back to the pool"), icon="arrow-back-up", sets=True)
def release(lead: Lead, *, by: Any, why: str) -> None:
    """Somebody else may have more luck; it stays with its unit, without an owner."""
    note_miss(lead)
    lead.owner = None


def note_miss(lead: Lead) -> None:
    """Whose first contact was overdue when it went on to somebody else: it counts against that person."""
    due = lead.first_due_at
    if lead.owner_id and due and lead.contacted_at is None and due < timezone.now():
        lead.missed_by_id, lead.missed_at = lead.owner_id, due
