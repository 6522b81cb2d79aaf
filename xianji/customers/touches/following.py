"""What a touch means for its lead: it was spoken with, it goes on, it is not to be disturbed again; and for its customer."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.models import Consent
from xianji.customers.consents.rules import ANY, REFUSED
from xianji.customers.consents.writing import carry_over, write_down
from xianji.customers.contacts.contacted import post_last_contact
from xianji.customers.leads import rules, scoring
from xianji.customers.leads.models import Lead, Signal
from xianji.customers.touches.models import Touch
from xianji.kit import store
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value

State, Kind = Lead.State, Signal.Kind
UNSPOKEN = (State.NEW, State.ASSIGNED)


def follow_touches(told: list[tuple[Touch, dict[str, Any]]]) -> None:
    """Called with every write of touches; only new ones, which have just got their number, say something new."""
    fresh = [touch for touch, changed in told if "number" in changed]
    for touch in sorted((one for one in fresh if one.lead_id), key=lambda one: one.at):
        mark(Lead.unscoped.get(pk=touch.lead_id), touch)
    post_last_contact({touch.customer_id for touch in fresh if touch.customer_id})


def mark(lead: Lead, touch: Touch) -> None:
    """The lead as it stands after this touch, then the signs that the touch shows."""
    if followed(touch):
        lead.followed_at = max(lead.followed_at or touch.at, touch.at)
    if touch.outcome == Touch.Outcome.CONNECTED:
        lead.contacted_at = min(lead.contacted_at or touch.at, touch.at)
        lead.state = State.CONTACTED if lead.state in UNSPOKEN else lead.state
    if lead.state not in scoring.ENDED:
        plan(lead, touch)
    store.change(lead, verb="touch", reason=str(touch.get_outcome_display()))
    if touch.outcome == Touch.Outcome.REFUSED and not lead.do_not_contact and refusals(lead) >= value("lead.refusals"):
        write_down(lead, REFUSED, source=_("Refused several times"), at=touch.at)
    if sign := sign_of(touch):
        scoring.note(lead, sign, touch.at)


def plan(lead: Lead, touch: Touch) -> None:
    """The next step is what was agreed; what was planned before is done."""
    if touch.next_step_at:
        call = touch.outcome == Touch.Outcome.CALLBACK
        lead.next_step, lead.next_step_at = _("Call back") if call else _("Next talk"), touch.next_step_at
    elif lead.next_step_at and lead.next_step_at <= touch.at:
        lead.next_step, lead.next_step_at = "", None


def refusals(lead: Lead) -> int:
    return Touch.unscoped.filter(lead=lead, outcome=Touch.Outcome.REFUSED, deleted_at=None).count()


def followed(touch: Touch) -> bool:
    return rules.is_followed(touch.channel, touch.direction, touch.outcome, touch.seconds)


def sign_of(touch: Touch) -> str:
    if touch.channel != Touch.Channel.CALL or touch.direction != Touch.Direction.OUT:
        return ""
    return {Touch.Outcome.CONNECTED: Kind.CALL, Touch.Outcome.REFUSED: Kind.REFUSED}.get(Touch.Outcome(touch.outcome), "")


def follow_consents(told: list[tuple[Consent, dict[str, Any]]]) -> None:
    """Who says in the ledger that they want no contact is marked, and unmarked when they change their mind."""
    ids = {one.about_id for one, _changed in told if one.about_label == Lead.label()}
    for lead in Lead.unscoped.filter(Among("pk", ids - {None})):
        closed = may_contact(lead, ANY).code == REFUSED
        if closed != lead.do_not_contact:
            lead.do_not_contact = closed
            store.change(lead, verb="do_not_contact")


def follow_leads(told: list[tuple[Lead, dict[str, Any]]]) -> None:
    """What was said to a lead was said to the customer and the contact that it became."""
    for lead, changed in told:
        if lead.customer_id and changed.get("customer_id", (None, None))[1]:
            carry_over(lead, lead.contact)
            Touch.unscoped.filter(lead=lead, customer=None).update(customer=lead.customer_id, contact=lead.contact_id)
            post_last_contact([lead.customer_id])


def last_talks(customers: list[int]) -> dict[int, datetime]:
    """{customer: the newest touch that reached somebody there}."""
    rows = Touch.unscoped.filter(Among("customer", customers), outcome=Touch.Outcome.CONNECTED, deleted_at=None)
    return dict(rows.order_by().values_list("customer").annotate(Max("at")))
