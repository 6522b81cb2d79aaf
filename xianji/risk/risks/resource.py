"""How risks are shown: as a list with the heat map over it, on the page of the customer, and of whatever they are about."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import TRADE
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.risk.risks import rules
from xianji.risk.risks.actions import close, materialise
from xianji.risk.risks.keeping import GUARDS
from xianji.risk.risks.models import Risk
from xianji.workspace.about import About


class RiskAbout(About):
    """Only where it is about something."""

    def open_on(self, record: Risk) -> bool:
        return bool(record.about_label)


class RiskResource(Resource):
    """What may happen to us: identified, assessed, answered, watched."""

    model = Risk
    icon = "alert-triangle"
    picture = "none"
    purpose = _("What may happen to customers, deals and contracts: each with its class, its level, and what is done about it.")
    sections = {
        pgettext_lazy("register", "Risk"): ["title", "number", "category", "customer", "identified_on", "state", "owner"],
        pgettext_lazy("risk", "What it is"): ["event", "cause", "consequence"],
        pgettext_lazy("risk", "As it is"): ["likelihood", "impact", "score", "level", "exposure", "loss"],
        pgettext_lazy("risk", "What is left"): ["left_likelihood", "left_impact", "left_score", "left_level", "left_loss"],
        _("Days"): ["assessed_on", "respond_by", "responded_on"],
        _("Outcome"): ["happened_on", "cost", "outcome"],
    }  # fmt: skip
    facts = ["category", "level", "left_level", "loss", "left_loss", "respond_by", "customer", "owner"]
    fixed = [
        "number", "state", "likelihood", "impact", "score", "level", "exposure", "loss", "left_likelihood", "left_impact",
        "left_score", "left_level", "left_loss", "assessed_on", "respond_by", "responded_on", "happened_on", "cost", "outcome",
    ]  # fmt: skip
    columns = ["title", "left_level", "category", "customer", "left_score", "left_loss", "respond_by", "state", "owner"]
    filters = [
        "state", "category", "left_level", "left_likelihood", "left_impact", "likelihood", "impact", "customer", "owner",
        "identified_on", "respond_by", "left_loss",
    ]  # fmt: skip
    search = ["number", "title"]
    order = ["-identified_on"]
    quick = ["title", "category", "customer", "event"]
    imports = ["number", "title", "category", "customer", "event", "cause", "consequence", "identified_on", "owner"]
    tabs = {
        pgettext_lazy("risks", "Open"): "state=!materialised,closed",
        pgettext_lazy("risks", "High and critical"): "state=!materialised,closed&left_level=high,critical",
        pgettext_lazy("risks", "To be answered"): "state=assessed",
    }  # fmt: skip
    dates = ["respond_by"]
    agenda = {"respond_by": "state=assessed"}
    stages = [*rules.OPEN, rules.CLOSED]
    actions = [materialise, close]
    panels = [RiskAbout("about", _("About"), "workspace/about.html")]
    guards = GUARDS
    on = {
        Customer: [
            RelatedList(model=Risk, via="customer", place="tab", fold=TRADE, order=8,
                        columns=["title", "category", "left_level", "left_loss", "state", "owner"])
        ]
    }  # fmt: skip
    template = {"list": "risk/risks.html"}
    rights = {
        "REP CS": "CR s", "SUP": "CRU b", "RM": "CRUT b", "SD": "CRUTX a", "MR": "CRU d", "LEG": "CRU a", "FIN": "CRUX a",
        "EXE": "R a",
    }  # fmt: skip
