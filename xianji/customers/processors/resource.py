"""How the register of processors is shown: to those who look after personal data."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.processors.actions import end, engage
from xianji.customers.processors.models import Processor
from xianji.customers.processors.panels import ABROAD, WENT
from xianji.kit.resource import Resource


class ProcessorResource(Resource):
    """Who outside of the company has to do with personal data."""

    model = Processor
    icon = "building-community"
    picture = "none"
    purpose = _("Whoever sends our messages, keeps our data or is given some stands here, with contract and assessment.")
    sections = {
        _("Data processor"): ["name", "number", "kind", "service", "place", "state", "owner"],
        _("What they have"): ["what", "why"],
        _("Contract"): ["contract", "until", "engaged_on", "ended_on", "outcome"],
    }
    facts = ["kind", "service", "place", "contract", "until", "owner"]
    fixed = ["number", "state", "engaged_on", "ended_on", "outcome"]
    columns = ["name", "kind", "service", "place", "until", "state", "owner"]
    filters = ["state", "owner"]
    search = ["name", "number"]
    quick = ["name", "kind", "service", "place", "what", "why"]
    stages = ["draft", "engaged", "ended"]
    imports = []
    actions = [engage, end]
    panels = [WENT, ABROAD]
    rights = {"LEG SD": "CRUX a", "EXE ADM": "R a"}
