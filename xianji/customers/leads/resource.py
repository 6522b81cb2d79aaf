"""How leads are shown, also on the page of their campaign and of the customer they became."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.campaigns.models import Campaign
from xianji.customers.consents import calling
from xianji.customers.consents.panel import CONSENTS
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.customers.leads.actions import (
    assign,
    convert,
    disqualify,
    distribute,
    note_sign,
    nurture,
    qualify,
    release,
    revive,
)
from xianji.customers.leads.explained import Explained
from xianji.customers.leads.models import Lead
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource


class LeadResource(Resource):
    """Those who may become customers, and what is to be done next with each."""

    model = Lead
    icon = "target-arrow"
    on_phone = True
    watched = True
    dials = "mobile"
    sections = {
        pgettext_lazy("lead", "Lead"): ["company", "person", "job", "part", "number", "state", "owner"],
        _("Ways to reach"): ["mobile", "email", "wechat", "basis", "do_not_contact"],
        _("Where from"): ["source", "campaign", "medium", "region"],
        _("Size and industry"): ["industry", "standing", "employees", "annual_revenue"],
        pgettext_lazy("lead", "Needs"): ["need", "budget", "wanted_on"],
        _("Score"): ["grade", "score", "fit", "behaviour"],
        _("Next step"): ["next_step", "next_step_at", "first_due_at", "contacted_at", "followed_at"],
        _("Outcome"): ["customer", "contact", "closed_because"],
    }
    facts = ["grade", "score", "owner", "first_due_at", "next_step_at", "source", "region"]
    columns = ["company", "next_step", "next_step_at", "person", "grade", "score", "source", "owner", "state"]
    filters = ["state", "grade", "source", "owner", "campaign", "medium", "score", "next_step_at", "customer"]
    search = ["company", "person", "number", "mobile", "email", "external_ref"]
    quick = ["company", "person", "mobile", "source", "basis", "region"]
    alike = ["company", "mobile", "email"]
    stages = ["new", "assigned", "contacted", "nurturing", "qualified", "converted"]
    dates = ["next_step_at"]
    agenda = {"next_step_at": "state=!converted,disqualified,recycled"}
    card = {"FN": "person", "TITLE": "job", "ORG": "company", "TEL": "mobile", "EMAIL": "email"}
    imports = [
        "number", "company", "person", "job", "part", "mobile", "email", "wechat", "source", "campaign", "industry", "standing",
        "region", "employees", "annual_revenue", "need", "budget", "wanted_on", "basis", "next_step", "next_step_at", "owner",
    ]  # fmt: skip
    actions = [assign, distribute, note_sign, nurture, qualify, convert, disqualify, revive, release]
    panels = [Explained("score", _("Score"), "customers/score.html"), CONSENTS]
    on = {
        Campaign: [RelatedList(model=Lead, via="campaign", columns=["company", "grade", "state"])],
        Customer: [
            RelatedList(
                model=Lead, via="customer", columns=["company", "source", "state"], place="tab", fold=DEALINGS, order=2
            )
        ],
    }
    rights = {
        "REP": "CRU p", "SUP": "CRUTX b", "RM": "CRUTX b", "SD": "CRUTXD a", "MR": "CRUT a", "CS": "CR s", "EXE": "R a",
    }  # fmt: skip

    def no_call(self, record: Any) -> str:
        """In the evening, and where the ledger of consents says no."""
        return calling.no_call(record)
