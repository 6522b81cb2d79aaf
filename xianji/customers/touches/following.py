"""What a touch means for its lead: it was spoken with, it goes on, it is not to be disturbed again; and for its customer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery, prefetch_related_objects
from django.utils.translation import gettext as _

from xianji.customers.consents.asking import answers
from xianji.customers.consents.models import Consent
from xianji.customers.consents.rules import ANY, REFUSED
from xianji.customers.consents.writing import carry_over, keep, word
from xianji.customers.contacts.contacted import post_last_contact
from xianji.customers.leads import rules, scoring
from xianji.customers.leads.models import Lead, Signal
from xianji.customers.touches.models import Touch
from xianji.kit import sets, store
from xianji.kit.said import named, sentence
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value

State, Kind = Lead.State, Signal.Kind
UNSPOKEN = (State.NEW, State.ASSIGNED)
MARKED = ("followed_at", "contacted_at", "state", "next_step", "next_step_at")
Talks = dict[int, list[Touch]]
"""{lead: its new touches, the earliest first}"""


def follow_touches(told: list[tuple[Touch, dict[str, Any]]]) -> None:
    """Called with every write of touches; only new ones, which have just got their number, say something new."""
    fresh = [touch for touch, changed in told if "number" in changed]
    talks: Talks = {}
    for touch in sorted((one for one in fresh if one.lead_id), key=lambda one: one.at):
        talks.setdefault(touch.lead_id or 0, []).append(touch)
    if talks:
        mark(talks)
    post_last_contact({touch.customer_id for touch in fresh if touch.customer_id})


def mark(talks: Talks) -> None:
    """The leads as they stand after these touches, then who is not to be disturbed again and the signs that the touches show."""
    rows = Lead.unscoped.select_for_update(of=("self",)).filter(Among("pk", sorted(talks)))
    leads = {lead.pk: lead for lead in rows}
    by_outcome: dict[str, list[Lead]] = {}
    for pk, touches in talks.items():
        for touch in touches:
            advance(leads[pk], touch)
        by_outcome.setdefault(touches[-1].outcome, []).append(leads[pk])
    for outcome, several in by_outcome.items():
        write(several, MARKED, verb="touch", reason=sentence(named(Touch.Outcome(outcome).label)))
    leave_in_peace([leads[pk] for pk in talks], talks)
    signs = [(leads[touch.lead_id or 0], sign, touch.at) for several in talks.values() for touch in several
             if (sign := sign_of(touch))]  # fmt: skip
    scoring.note_all(signs)


def advance(lead: Lead, touch: Touch) -> None:
    """The lead as it stands after this touch, not yet stored."""
    if followed(touch):
        lead.followed_at = max(lead.followed_at or touch.at, touch.at)
    if touch.outcome == Touch.Outcome.CONNECTED:
        lead.contacted_at = min(lead.contacted_at or touch.at, touch.at)
        lead.state = State.CONTACTED if lead.state in UNSPOKEN else lead.state
    if lead.state not in scoring.ENDED:
        plan(lead, touch)


def write(leads: Sequence[Lead], names: Iterable[str], *, verb: str, reason: str = "") -> None:
    """One by the store, several in the set form; the journal tells of each, also where nothing is another than before."""
    if len(leads) == 1:
        store.change(leads[0], verb=verb, reason=reason)
        return
    same = [lead for lead in leads if not store.changes(lead)]
    sets.update_many(Lead, list(leads), list(names), verb=verb, source="", reason=reason)
    store.journal(verb, same, reason=reason)


def plan(lead: Lead, touch: Touch) -> None:
    """The next step is what was agreed; what was planned before is done."""
    if touch.next_step_at:
        call = touch.outcome == Touch.Outcome.CALLBACK
        lead.next_step, lead.next_step_at = _("Call back") if call else _("Next talk"), touch.next_step_at
    elif lead.next_step_at and lead.next_step_at <= touch.at:
        lead.next_step, lead.next_step_at = "", None


def leave_in_peace(leads: Sequence[Lead], talks: Talks) -> None:
    """Who has refused several times said that they want no more."""
    refused = {touch.lead_id: touch.at for lead in leads if not lead.do_not_contact for touch in talks[lead.pk]
               if touch.outcome == Touch.Outcome.REFUSED}  # fmt: skip
    if not refused:
        return
    counts, most = refusals(refused), value("lead.refusals")
    keep([word(lead, REFUSED, source=_("Refused several times"), at=refused[lead.pk])
          for lead in leads if counts.get(lead.pk, 0) >= most])  # fmt: skip


def refusals(ids: Iterable[int | None]) -> Mapping[int, int]:
    """{lead: how often it refused}."""
    rows = Touch.unscoped.filter(Among("lead", ids), outcome=Touch.Outcome.REFUSED, deleted_at=None)
    return dict(rows.order_by().values_list("lead").annotate(Count("pk")))


def followed(touch: Touch) -> bool:
    return rules.is_followed(touch.channel, touch.direction, touch.outcome, touch.seconds)


def sign_of(touch: Touch) -> str:
    if touch.channel != Touch.Channel.CALL or touch.direction != Touch.Direction.OUT:
        return ""
    return {Touch.Outcome.CONNECTED: Kind.CALL, Touch.Outcome.REFUSED: Kind.REFUSED}.get(Touch.Outcome(touch.outcome), "")


def follow_consents(told: list[tuple[Consent, dict[str, Any]]]) -> None:
    """Who says in the ledger that they want no contact is marked, and unmarked when they change their mind."""
    ids = {one.about_id for one, _changed in told if one.about_label == Lead.label()}
    leads = list(Lead.unscoped.filter(Among("pk", ids - {None}))) if ids else []
    said, other = answers(leads, ANY), []
    for lead in leads:
        closed = said[lead.pk].code == REFUSED
        if closed != lead.do_not_contact:
            lead.do_not_contact = closed
            other.append(lead)
    if other:
        write(other, ["do_not_contact"], verb="do_not_contact")


def follow_leads(told: list[tuple[Lead, dict[str, Any]]]) -> None:
    """What was said to a lead was said to the customer and the contact that it became."""
    became = [lead for lead, changed in told if lead.customer_id and changed.get("customer_id", (0, None))[0] is None]
    if not became:
        return
    prefetch_related_objects(became, "contact")
    carry_over([(lead, lead.contact) for lead in became if lead.contact])
    of = Lead.unscoped.filter(pk=OuterRef("lead"))
    talks = Touch.unscoped.filter(Among("lead", [lead.pk for lead in became]), customer=None)
    talks.update(customer=Subquery(of.values("customer")), contact=Subquery(of.values("contact")))
    post_last_contact({lead.customer_id for lead in became if lead.customer_id})


def last_talks(customers: list[int]) -> dict[int, datetime]:
    """{customer: the newest touch that reached somebody there}."""
    rows = Touch.unscoped.filter(Among("customer", customers), outcome=Touch.Outcome.CONNECTED, deleted_at=None)
    return dict(rows.order_by().values_list("customer").annotate(Max("at")))
