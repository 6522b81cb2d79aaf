"""How rounds are shown: class by class, what came of each quarter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.resource import Resource
from xianji.risk.rounds.actions import name_risks, sign_off
from xianji.risk.rounds.models import RiskRound


class RiskRoundResource(Resource):
    """Each quarter every class of risk is gone through."""

    model = RiskRound
    icon = "checklist"
    picture = "none"
    purpose = _("Each quarter every class of risk is gone through: risks are named, or a signature says that there are none.")
    sections = {
        pgettext_lazy("register", "Round of risks"): ["number", "category", "quarter", "due_on", "state", "owner"],
        _("Outcome"): ["live", "signed_on", "note"],
    }
    fixed = ["number", "quarter", "category", "due_on", "state", "live", "signed_on", "note", "owner"]
    facts = ["category", "quarter", "due_on", "live", "signed_on", "owner"]
    columns = ["number", "category", "quarter", "due_on", "state", "live", "owner"]
    filters = ["state", "category", "quarter", "owner", "due_on"]
    search = ["number"]
    order = ["-due_on"]
    stages = [RiskRound.State.OPEN, RiskRound.State.NAMED]
    imports = []
    dates = ["due_on"]
    agenda = {"due_on": "state=open"}
    actions = [name_risks, sign_off]
    rights = {"RM": "R b", "SD": "RUTX a", "MR": "RU d", "LEG": "RU a", "FIN": "RU a", "EXE": "R a"}
