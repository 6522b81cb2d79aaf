"""How responses to risks are shown: on the page of their risk, and as what is to be done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.risk.responses.actions import approve, carry_out, submit, verify
from xianji.risk.responses.models import RiskResponse
from xianji.risk.risks.models import Risk


class RiskResponseResource(Resource):
    """What is done about risks, by whom and until when."""

    model = RiskResponse
    icon = "shield"
    picture = "none"
    purpose = _("What is done about risks: avoided, reduced, transferred or accepted, by whom and until when.")
    sections = {
        _("Response"): ["risk", "strategy", "title", "measures", "cost", "due_on", "owner", "state"],
        _("Approval"): ["level", "approved_on"],
        pgettext_lazy("response", "Effect"): ["done_on", "effect", "verified_on"],
    }
    facts = ["risk", "strategy", "cost", "due_on", "approved_on", "done_on", "owner"]
    fixed = ["state", "level", "approved_on", "done_on", "effect", "verified_on"]
    columns = ["title", "risk", "strategy", "due_on", "approved_on", "state", "owner"]
    filters = ["state", "strategy", "risk", "owner", "due_on"]
    search = ["title"]
    quick = ["risk", "strategy", "title", "measures", "due_on"]
    imports = []
    dates = ["due_on"]
    agenda = {"due_on": "state=approved"}
    actions = [submit, approve, carry_out, verify]
    on = {
        Risk: [
            RelatedList(model=RiskResponse, via="risk", place="main", columns=["title", "strategy", "due_on", "state", "owner"])
        ]
    }
    rights = {
        "REP CS": "CRU s", "SUP": "CRU b", "RM": "CRUA b", "SD": "CRUAX a", "MR": "CRU d", "LEG": "CRUA a", "FIN": "CRUAX a",
        "EXE": "RA a",
    }  # fmt: skip
