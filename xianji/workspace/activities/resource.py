"""How activities are exchanged; on screen they are a record's timeline."""

from xianji.kit.resource import Resource
from xianji.workspace.activities.models import Activity


class ActivityResource(Resource):
    """Calls, notes, meetings and mails about any record."""

    model = Activity
    icon = "message-circle"
    columns = ["subject", "kind", "at", "minutes", "owner"]
    filters = ["kind", "owner", "at"]
    search = ["subject"]
    order = ["-at"]
    imports = []
    in_menu = False
    rights = {"REP CS": "CRU p", "SUP RM": "CRU b", "SD": "CRUD a", "MR FIN LEG": "CR p", "EXE": "R a"}
