"""Mails of sequences: owed in the night, sent in the morning, and asked about once more before they leave."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.calling import hours
from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.farewell import headers_of, path_of
from xianji.customers.nurturing.models import NurtureDispatch, NurtureEnrollment, NurtureStep
from xianji.customers.nurturing.wording import text_of, title_of
from xianji.customers.touches import welcome
from xianji.customers.touches.models import Touch
from xianji.kit import mail, outbox, store, verbs
from xianji.kit.refusals import Refused
from xianji.org.company.settled import company
from xianji.workspace.notices.posting import whole

TOPIC = "customers.nurture"
State, Way = NurtureEnrollment.State, NurtureDispatch.Way


def leaves(step: NurtureStep, lead: Lead) -> bool:
    """Whether a step goes out by itself: a mail, where mail is set up and there is an address; all else is a person's task."""
    return step.channel == NurtureStep.Channel.MAIL and bool(lead.email) and mail.leaves_the_house()


def owe(made: Iterable[NurtureDispatch]) -> None:
    """To leave when people are at work; a letter names the step and carries no word of it."""
    if letters := {one.key: {"dispatch": one.pk} for one in made}:
        outbox.send_many(TOPIC, letters, morning())


def morning() -> datetime:
    """Now in the hours in which people are called, else the next such hour."""
    first, last = hours()
    now = timezone.localtime()
    day = now.date() + timedelta(days=now.hour >= last)
    return now if first <= now.hour < last else timezone.make_aware(datetime.combine(day, time(first)))


@outbox.receiver(TOPIC)
def send_letter(content: dict[str, Any], key: str) -> None:
    """Sent to who may still be written to; a letter that comes again is known by the touch that was written down."""
    links = ("enrollment__lead__owner", "enrollment__lead__campaign", "enrollment__sequence", "step")
    one = NurtureDispatch.objects.select_related(*links).filter(pk=content["dispatch"], way=Way.MAIL).first()
    if one is None:
        return
    if one.enrollment.state == State.PAUSED:
        raise outbox.NotYet(morning() + timedelta(days=1))
    with translation.override(company().language):
        if not may_leave(one):
            return
        mail.post(written(one), key)


def may_leave(one: NurtureDispatch) -> bool:
    """Written down as a touch, as every attempt is, with all that is asked of touches; where that is refused it is left out."""
    lead = one.enrollment.lead
    if one.enrollment.state == State.STOPPED or not lead.email or lead.owner is None or lead.owner.left_on:
        return leave_out(one, one.enrollment.ended_because or rules.NOBODY)
    if not may_contact(lead, welcome.CHANNELS["mail"], one.enrollment.sequence.purpose):
        return leave_out(one, rules.OPT_OUT)
    if one.touch_id:
        return True
    try:
        with store.whole():
            one.touch = touched(lead, one)
            one.save(update_fields=["touch"])
    except Refused:
        return leave_out(one, rules.OPT_OUT)
    return True


def leave_out(one: NurtureDispatch, because: str) -> bool:
    NurtureDispatch.objects.filter(pk=one.pk).update(way=Way.SKIPPED, because=because)
    return False


def touched(lead: Lead, one: NurtureDispatch) -> Touch:
    """What a person has planned is not done by a mail that goes by itself."""
    planned = (lead.next_step, lead.next_step_at)
    made = verbs.create(Touch, {
        "lead": lead, "channel": Touch.Channel.MAIL, "outcome": Touch.Outcome.NO_ANSWER, "note": title_of(one.step, lead),
        "owner": lead.owner,
    }, source="job")  # fmt: skip
    row = Lead.unscoped.get(pk=lead.pk)
    if planned[1] and row.next_step_at is None:
        row.next_step, row.next_step_at = planned
        store.change(row, verb="plan")
    return made


def written(one: NurtureDispatch) -> dict[str, Any]:
    """The mail, answers to it going to the lead's owner; it says how to have no more of them."""
    lead = one.enrollment.lead
    bye = _("If you want no more of these mails, answer with a word and there will be none.")
    headers = headers_of(one)
    if headers:
        bye = _("If you want no more of these mails, press here once: %(address)s") % {"address": whole(path_of(one))}
    answers = [lead.owner.email] if lead.owner and lead.owner.email else []
    return {"to": [lead.email], "subject": title_of(one.step, lead), "reply_to": answers,
            "text": f"{text_of(one.step, lead)}\n\n-- \n{bye}\n", "headers": headers}  # fmt: skip
