"""How limits are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.resource import Resource
from xianji.risk.limits.actions import approve, freeze, revoke, send_back, submit, thaw
from xianji.risk.limits.models import CreditLimit
from xianji.risk.limits.panel import CREDIT


class CreditLimitResource(Resource):
    """How much customers may owe us, and until when."""

    model = CreditLimit
    slug = "limits"
    icon = "gauge"
    picture = "none"
    purpose = _("Limits follow from ratings; for some days or for one contract more is granted by those whom the table names.")
    sections = {
        pgettext_lazy("limit", "Limit"): ["customer", "kind", "amount", "from_on", "to_on", "reason", "number", "state", "owner"],
        pgettext_lazy("limit", "Project"): ["contract_no", "gross", "advance", "used"],
        pgettext_lazy("limit", "Granted"): ["assessment", "approved_on", "ended_because"],
    }  # fmt: skip
    facts = ["customer", "kind", "amount", "used", "from_on", "to_on", "approved_on"]
    fixed = [
        "number", "state", "owner", "contract_no", "gross", "advance", "used", "assessment", "approved_on", "ended_because",
    ]  # fmt: skip
    columns = ["number", "customer", "kind", "amount", "from_on", "to_on", "contract_no", "state", "owner"]
    filters = ["state", "kind", "customer", "owner", "amount", "to_on"]
    search = ["number", "contract_no"]
    order = ["-from_on"]
    quick = ["customer", "kind", "amount", "from_on", "to_on", "reason"]
    dates = ["to_on"]
    imports = []
    actions = [submit, approve, send_back, thaw, freeze, revoke]
    on = {Customer: [CREDIT]}
    template = {"form": "risk/limit_form.html"}
    rights = {"SUP RM": "R b", "SD": "RA a", "LEG": "R a", "FIN": "CRUAX a", "EXE": "RA a"}
