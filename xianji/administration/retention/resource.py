"""How the retention of personal data is shown: what is due, what is held and why, and the register of what was erased."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.retention.actions import hold, release
from xianji.administration.retention.models import Retention
from xianji.administration.retention.tabs import PERSONAL
from xianji.customers.contacts.models import Contact
from xianji.customers.leads.models import Lead
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["number", "state", "due_on", "reason"]


class RetentionResource(Resource):
    """Whose data are erased soon, are held, or were erased."""

    model = Retention
    icon = "clock-pause"
    picture = ""
    purpose = _("Who is not heard of for long is announced here and erased after a month. Hold whose data must be kept.")
    sections = {
        pgettext_lazy("retention", "Person"): ["number", "contact", "lead", "state", "last_on", "due_on", "owner"],
        _("Held"): ["reason", "until"],
        pgettext_lazy("retention", "What was done"): ["rule", "restricted_on", "done_on", "traces"],
    }
    facts = ["state", "last_on", "due_on", "until", "owner"]
    columns = ["number", "contact", "lead", "last_on", "due_on", "state", "owner"]
    filters = ["state", "due_on", "contact", "lead", "owner"]
    search = ["number"]
    order = ["due_on"]
    quick = ["contact", "lead", "reason", "until"]
    tabs = {
        _("Due within 30 days"): "state=announced&due_on=..in_30_days",
        pgettext_lazy("retention", "Held"): "state=held,restricted",
        _("Register"): "state=erased",
    }
    dates = ["due_on"]
    stages = ["announced", "erased"]
    imports = []
    actions = [hold, release]
    files = comments = marks = False
    on = {
        Contact: [RelatedList(model=Retention, via="contact", columns=SHOWN)],
        Lead: [RelatedList(model=Retention, via="lead", columns=SHOWN, place="tab", fold=PERSONAL)],
    }
    rights = {"REP MR CS": "R p", "SUP RM": "R b", "LEG": "CRUX a", "SD": "RUX a", "EXE ADM": "R a"}
