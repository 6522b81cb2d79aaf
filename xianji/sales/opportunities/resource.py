"""How opportunities are shown, also on their customer's page."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.campaigns.models import Campaign
from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.webforms.models import WebForm
from xianji.kit.boards import Board
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.lib import actor
from xianji.risk.risks.panel import RISKS
from xianji.sales.opportunities import stages
from xianji.sales.opportunities.actions import (
    advance,
    commit,
    correct_amount,
    doubt,
    lose,
    note_stage,
    reopen,
    step_back,
    win,
)
from xianji.sales.opportunities.campaign_return import Brought
from xianji.sales.opportunities.form_return import BroughtByForm
from xianji.sales.opportunities.from_leads import CameFrom
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.panels import AboutCustomer, Evidence, NextStep, Onward
from xianji.sales.opportunities.won_lately import WonLately


class OpportunityResource(Resource):
    """Deals on their way from the first talk to won or lost."""

    model = Opportunity
    icon = "layout-kanban"
    on_phone = True
    go = "d"
    sections = {
        _("Deal"): ["name", "number", "customer", "contact", "product", "is_renewal", "stage", "owner"],
        _("Money and dates"): ["amount", "opened_on", "expected_on", "closed_on"],
        _("Next step"): ["next_step", "next_step_on"],
        _("Evidence"): ["solution_on", "rivals", "committed_on"],
        _("Outcome"): ["counts_for", "lost_reason", "competitor", "is_undecided"],
    }
    facts = ["customer", "amount", "owner", "expected_on", "closed_on", "opened_on", "product", "contact"]
    fixed = ["number", "stage", "closed_on", "committed_on"]
    columns = ["name", "customer", "amount", "stage", "expected_on", "next_step", "product", "owner"]
    filters = [
        "stage", "owner", "customer", "product", "amount", "expected_on", "closed_on", "opened_on", "next_step_on", "counts_for",
    ]  # fmt: skip
    search = ["number", "name", "external_ref"]
    quick = ["name", "customer", "amount", "expected_on", "product"]
    depends = {"contact": "customer"}
    wanted = ["customer", "amount"]
    imports = [
        "number", "name", "customer", "contact", "product", "is_renewal", "amount", "stage", "opened_on", "expected_on",
        "closed_on", "solution_on", "rivals", "next_step", "next_step_on", "lost_reason", "competitor", "is_undecided", "owner",
    ]  # fmt: skip
    board = Board(
        by="stage", amount="amount", weights=stages.PROBABILITY, link="customer", date="expected_on", next="next_step",
        since="staged_on", norms=stages.LONGEST, closed=("won", "lost"),
    )  # fmt: skip
    dates = ["expected_on", "closed_on", "opened_on"]
    agenda = {"next_step_on": "stage=!won,lost", "expected_on": "stage=!won,lost"}
    actions = [advance, step_back, win, lose, commit, doubt, reopen, correct_amount]
    panels = [
        Onward("onward", _("Next step"), "sales/next_step.html", "next"),
        Evidence("evidence", _("To leave this stage"), "sales/evidence.html"),
        AboutCustomer("customer", _("Customer"), "sales/customer.html"),
        CameFrom("came_from", _("Came from"), "sales/came_from.html"),
        RISKS,
    ]
    on = {
        Customer: [
            NextStep("next_step", _("Next step"), "sales/next_step.html", "next"),
            WonLately("won_lately", _("Won revenue"), "sales/won_lately.html"),
            RelatedList(model=Opportunity, via="customer", columns=["name", "amount", "stage"], limit=5),
        ],
        Campaign: [Brought("brought", _("What it brought"), "sales/campaign_return.html")],
        WebForm: [BroughtByForm("brought", _("What it brought"), "sales/form_return.html", "tab")],
        Contact: [RelatedList(model=Opportunity, via="contact", columns=["name", "amount", "stage"])],
    }
    rights = {
        "REP": "CRU p", "SUP": "RUT b", "RM": "RUTX b", "SD": "CRUTAXD a", "MR": "R a", "CS": "R p", "LEG": "R p",
        "FIN": "R a", "EXE": "R a",
    }  # fmt: skip

    def taken_back(self, record: Opportunity) -> None:
        """The stage history tells the way back as well."""
        note_stage(record, record.stage, actor.current(), str(_("Taken back")))
