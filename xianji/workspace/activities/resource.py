"""How activities are shown and exchanged; where they matter they are a record's timeline."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.workspace.about import About
from xianji.workspace.activities.models import Activity


class ActivityResource(Resource):
    """Calls, notes, meetings and mails about any record."""

    model = Activity
    icon = "message-circle"
    sections = {_("Activity"): ["kind", "subject", "text", "at", "minutes", "owner"]}
    columns = ["subject", "kind", "at", "minutes", "owner"]
    filters = ["kind", "owner", "at"]
    search = ["subject"]
    order = ["-at"]
    agenda = {"at": ""}
    lasts = "minutes"
    day = "kind=call,meeting"
    panels = [About("about", _("About"), "workspace/about.html")]
    imports = []
    in_menu = False
    rights = {"REP CS": "CRU p", "SUP RM": "CRU b", "SD": "CRUD a", "MR FIN LEG": "CR p", "EXE": "R a"}
