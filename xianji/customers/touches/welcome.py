"""Whether somebody may be touched now: asked before each touch."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents import rules as rules_of_consent
from xianji.customers.consents.asking import may_contact
from xianji.customers.contacts.models import Contact
from xianji.customers.leads.models import Lead
from xianji.customers.touches import rules
from xianji.customers.touches.models import Touch
from xianji.rulebook.parameters.reading import value

CHANNELS = {"call": "call", "sms": "message", "mail": "mail", "wechat": "chat", "meeting": "visit"}
"""How the ledger of consents calls the channels of touches; any other counts as all of them."""


def refusal(touch: Touch) -> str:
    """Why the lead or contact, as it is stored now, is not to be contacted in this way; nothing where it may be."""
    lead = Lead.unscoped.filter(pk=touch.lead_id).first() if touch.lead_id else None
    if lead is not None and lead.do_not_contact:
        return _("%(lead)s is not to be contacted any more.") % {"lead": lead}
    person = lead or (Contact.unscoped.filter(pk=touch.contact_id).first() if touch.contact_id else None)
    return may_contact(person, CHANNELS.get(touch.channel, rules_of_consent.ANY)).reason if person else ""


def hours(day: Any = None) -> tuple[int, int]:
    """From which hour to which people are called, in their own time."""
    return int(value("call.from", day)), int(value("call.until", day))


def off_hours(moment: datetime) -> str:
    """Why nobody is called at this moment; nothing where it is a decent hour."""
    first, last = hours()
    local = timezone.localtime(moment)
    if rules.in_hours(local, first, last):
        return ""
    told = {"first": f"{first}:00", "last": f"{last}:00", "time": f"{local:%H:%M}"}
    return _("Calls are made from %(first)s to %(last)s; it is %(time)s.") % told
