"""How security alerts are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.administration.alerts.actions import clear, confirm
from xianji.administration.alerts.models import Alert
from xianji.kit.resource import Resource
from xianji.workspace.about import About


class AlertResource(Resource):
    """What was noticed about the use of customer data."""

    model = Alert
    icon = "alert-triangle"
    picture = ""
    purpose = _("The watch looks every few minutes at how customer data are used; nothing has been noticed.")
    sections = {
        _("Alert"): ["number", "kind", "person", "on", "count", "state", "owner"],
        _("Looked into"): ["finding", "looked_on"],
    }
    fixed = ["owner"]
    columns = ["number", "kind", "person", "on", "count", "state", "owner"]
    filters = ["state", "kind", "person", "owner", "on"]
    order = ["-on"]
    imports = []
    actions = [clear, confirm]
    panels = [About("about", _("About"), "workspace/about.html")]
    files = marks = False
    rights = {"SUP RM SD": "RU b", "ADM": "RUX a"}
