"""How requests of persons are shown: a register that proves each was answered."""

from django.utils.translation import gettext_lazy as _

from xianji.administration.retention.tabs import PERSONAL
from xianji.administration.subjects.actions import finish, forget, refuse, restrict, verify
from xianji.administration.subjects.models import SubjectRequest
from xianji.administration.subjects.panels import HELD
from xianji.customers.contacts.models import Contact
from xianji.customers.leads.models import Lead
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["number", "kind", "due_on", "state"]


class SubjectRequestResource(Resource):
    """What persons ask about their own data."""

    model = SubjectRequest
    icon = "shield-lock"
    picture = ""
    purpose = _("Who asks about their own data gets a day by which they are answered; write it down the day it comes.")
    sections = {
        _("Request"): ["number", "kind", "contact", "lead", "place", "received_on", "due_on", "text", "state", "owner"],
        _("Answer"): ["proof", "handed_at", "answered_on", "answer"],
    }
    facts = ["kind", "contact", "lead", "due_on", "answered_on", "owner"]
    fixed = ["number", "state"]
    columns = ["number", "kind", "contact", "lead", "received_on", "due_on", "state", "owner"]
    filters = ["state", "kind", "place", "contact", "lead", "owner", "due_on"]
    search = ["number"]
    order = ["due_on"]
    quick = ["kind", "contact", "lead", "place", "received_on", "text"]
    dates = ["due_on"]
    agenda = {"due_on": "state=received,verified"}
    imports = []
    actions = [verify, finish, restrict, forget, refuse]
    panels = [HELD]
    on = {
        Contact: [RelatedList(model=SubjectRequest, via="contact", columns=SHOWN)],
        Lead: [RelatedList(model=SubjectRequest, via="lead", columns=SHOWN, place="tab", fold=PERSONAL)],
    }
    rights = {"REP MR CS": "CR p", "SUP RM": "CR b", "LEG": "CRUTAX a", "SD EXE ADM": "R a"}
