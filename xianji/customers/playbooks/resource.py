"""How playbooks are shown; their steps are lines of theirs."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.playbooks.actions import apply_playbook, put_into_use, retire
from xianji.customers.playbooks.models import Playbook, PlaybookStep
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["title", "days", "role"]


class PlaybookStepResource(LineResource):
    """What is done for the customers of a segment."""

    model = PlaybookStep
    icon = "list-check"
    of = "playbook"
    typed = SHOWN
    columns = ["title", "playbook", "days", "role"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a"}


class PlaybookResource(Resource):
    """The strategy of a segment of customers, step by step."""

    model = Playbook
    icon = "book"
    purpose = _("How customers of one size, industry or region are won and kept; applied to one or many of them at once.")
    sections = {_("Segment"): ["name", "size_class", "industry", "region", "state"], _("Strategy"): ["strategy"]}
    fixed = ["state"]
    columns = ["name", "size_class", "industry", "region", "state"]
    filters = ["state", "size_class", "industry", "region"]
    search = ["name"]
    order = ["name"]
    imports = ["name", "size_class", "industry", "region", "strategy"]
    lines = {"steps": SHOWN}
    actions = [put_into_use, retire]
    panels = [RelatedList(model=PlaybookStep, via="playbook", columns=SHOWN, place="main")]
    on = {Customer: [apply_playbook]}
    rights = {"REP SUP CS LEG FIN EXE": "R a", "MR": "CRU a", "RM": "CRU a", "SD": "CRUDX a"}
