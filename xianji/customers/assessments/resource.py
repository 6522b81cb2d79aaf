"""How impact assessments are shown: to those who look after personal data."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.assessments.actions import approve, end, submit
from xianji.customers.assessments.models import ImpactAssessment
from xianji.customers.processors.models import Processor
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource


class ImpactAssessmentResource(Resource):
    """What is done with personal data, weighed before it is done."""

    model = ImpactAssessment
    icon = "scale"
    picture = "none"
    purpose = _(
        "Before data go to others or abroad, before sensitive data leave, before rules decide about persons: weigh it here."
    )
    sections = {
        _("Impact assessment"): ["name", "number", "activity", "processor", "from_on", "to_on", "state", "approved_on", "owner"],
        _("What is weighed"): ["needed", "risks", "measures"],
        _("Outcome"): ["ended_on", "outcome"],
    }
    facts = ["activity", "processor", "from_on", "to_on", "approved_on", "owner"]
    fixed = ["number", "state", "approved_on", "ended_on", "outcome"]
    columns = ["name", "activity", "processor", "to_on", "state", "owner"]
    filters = ["state", "processor", "owner", "to_on"]
    search = ["name", "number"]
    quick = ["name", "activity", "processor", "needed", "risks", "measures", "to_on"]
    dates = ["to_on"]
    stages = ["draft", "approved", "ended"]
    imports = []
    actions = [submit, approve, end]
    on = {Processor: [RelatedList(model=ImpactAssessment, via="processor", columns=["name", "activity", "to_on", "state"])]}
    rights = {"LEG SD": "CRUDX a", "EXE ADM": "R a"}
