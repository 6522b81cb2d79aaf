"""Whether somebody may be touched: asked before each touch."""

from xianji.customers.consents import rules
from xianji.customers.consents.calling import CALL, refused_by
from xianji.customers.contacts.models import Contact
from xianji.customers.leads.models import Lead
from xianji.customers.touches.models import Touch

CHANNELS = {"call": CALL, "sms": "message", "mail": "mail", "wechat": "chat", "meeting": "visit"}
"""How the ledger of consents calls the channels of touches; any other counts as all of them."""


def refusal(touch: Touch) -> str:
    """Why the lead or contact, as it is stored now, is not to be contacted in this way; nothing where it may be."""
    lead = Lead.unscoped.filter(pk=touch.lead_id).first() if touch.lead_id else None
    person = lead or (Contact.unscoped.filter(pk=touch.contact_id).first() if touch.contact_id else None)
    return refused_by(person, CHANNELS.get(touch.channel, rules.ANY)) if person else ""
