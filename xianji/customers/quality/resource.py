"""How samples and checks of files are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.profiles.panels import COMPLETE
from xianji.customers.quality.actions import compare
from xianji.customers.quality.models import QualityCheck, QualitySample
from xianji.customers.quality.panels import ON_FILE
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource


class QualityCheckResource(Resource):
    """Files that were drawn, and what was found in them."""

    model = QualityCheck
    icon = "checklist"
    purpose = _("Each month some files are drawn by lot and compared with what the customer says.")
    sections = {
        pgettext_lazy("customer", "File"): ["number", "customer", "sample", "due_on", "state", "owner"],
        _("What was found"): ["name", "registration_no", "industry", "address", "contact", "is_right", "remark"],
    }
    fixed = ["number", "customer", "sample", "due_on", "owner"]
    facts = ["customer", "due_on", "state", "is_right", "owner"]
    columns = ["number", "customer", "due_on", "state", "is_right", "owner"]
    filters = ["state", "is_right", "owner", "sample", "customer", "due_on"]
    search = ["number"]
    order = ["due_on"]
    actions = [compare]
    panels = [ON_FILE]
    files = False
    on = {
        Customer: [COMPLETE],
        QualitySample: [RelatedList(model=QualityCheck, via="sample", columns=["number", "customer", "state", "is_right"])],
    }
    rights = {"REP": "RU p", "SUP RM": "RU b", "SD": "RU a", "MR CS FIN EXE": "R a"}


class QualitySampleResource(Resource):
    """Which files were drawn each month, and how many of them are right."""

    model = QualitySample
    slug = "samples"
    icon = "target"
    picture = "none"
    in_menu = False
    files = False
    sections = {
        pgettext_lazy("sample", "Draw"): ["month", "seed", "population", "size", "due_on"],
        _("What was found"): ["checked", "right"],
    }
    fixed = ["month", "seed", "population", "size", "due_on"]
    facts = ["population", "size", "checked", "right", "due_on"]
    columns = ["month", "population", "size", "checked", "right", "due_on"]
    filters = ["month"]
    search = ["month"]
    rights = {"REP SUP RM SD MR CS FIN EXE": "R a"}
