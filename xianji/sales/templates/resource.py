"""How templates are shown; their clauses stand on a page of their own, as a text."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.resource import Resource
from xianji.sales.templates.actions import publish, retire, revise
from xianji.sales.templates.models import ContractTemplate
from xianji.sales.templates.panels import TEXT


class ContractTemplateResource(Resource):
    """The texts that contracts are made from."""

    model = ContractTemplate
    icon = "template"
    purpose = _("The texts that contracts are made from; each contract shows where it deviates.")
    sections = {
        pgettext_lazy("contract", "Template"): ["name", "number", "kind", "language", "edition", "state", "note", "owner"],
    }  # fmt: skip
    fixed = ["number", "edition", "state"]
    columns = ["name", "kind", "language", "edition", "state", "owner"]
    filters = ["state", "owner"]
    search = ["name", "number"]
    imports = []
    actions = [publish, revise, retire]
    panels = [TEXT]
    rights = {"LEG": "CRUADX a", "REP SUP RM SD CS FIN EXE": "R a"}
