"""How assessments of risks are shown: on the page of their risk, and all of them as the way its rating went."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.risk.risks.models import Risk
from xianji.risk.weighing.models import RiskAssessment
from xianji.risk.weighing.panels import NEXT


class RiskAssessmentResource(Resource):
    """How likely, how grave, and how much in money, each time that somebody looked."""

    model = RiskAssessment
    icon = "scale"
    picture = "none"
    in_menu = False
    purpose = _("How likely a risk is, how grave, and what it costs on average: each time that somebody looked.")
    sections = {
        _("Assessment"): ["risk", "kind", "as_of", "owner"],
        _("By steps"): ["likelihood", "impact", "score", "level"],
        _("In money"): ["exposure", "probability", "lost_share", "loss"],
        _("Or by three losses"): ["least", "likely", "most"],
        pgettext_lazy("risk", "In words"): ["unquantified", "note"],
    }
    facts = ["risk", "kind", "as_of", "likelihood", "impact", "level", "loss"]
    fixed = ["score", "level", "loss", "owner"]
    columns = ["risk", "kind", "as_of", "likelihood", "impact", "level", "exposure", "loss"]
    filters = ["kind", "level", "risk", "owner", "as_of"]
    order = ["-as_of"]
    imports = []
    template = {"form": "risk/assessment_form.html"}
    panels = []
    on = {
        Risk: [
            NEXT,
            RelatedList(
                model=RiskAssessment, via="risk", place="main",
                columns=["as_of", "kind", "likelihood", "impact", "level", "loss"], title=_("How its rating went"),
            ),
        ]
    }  # fmt: skip
    rights = {"REP CS": "CR s", "SUP RM": "CR b", "SD": "CRX a", "MR": "CR d", "LEG": "CR a", "FIN": "CRX a", "EXE": "R a"}
