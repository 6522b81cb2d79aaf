"""How requests between units are shown and exchanged."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.boards import Board
from xianji.kit.resource import Resource
from xianji.workspace.about import About
from xianji.workspace.handovers.actions import accept, confirm, finish, reject, send_back
from xianji.workspace.handovers.models import Handover


class HandoverResource(Resource):
    """What one unit asks of another."""

    model = Handover
    icon = "arrows-exchange"
    picture = "none"
    purpose = _("Ask another unit for something, with a day. It accepts or says why not; you confirm what was done.")
    sections = {
        _("Request"): ["title", "number", "to_unit", "agreed_on", "text", "state", "owner", "from_unit"],
        _("Answer"): ["requested_at", "accepted_at", "accepted_by", "done_at", "answer", "rating"],
    }
    facts = ["from_unit", "to_unit", "agreed_on", "owner", "accepted_at", "done_at", "rating"]
    fixed = ["number", "state", "from_unit", "requested_at", "accepted_at", "accepted_by", "done_at", "answer", "rating"]
    columns = ["title", "from_unit", "to_unit", "agreed_on", "state", "rating", "owner"]
    filters = ["state", "owner", "to_unit", "agreed_on"]
    search = ["number", "title"]
    order = ["agreed_on"]
    quick = ["title", "to_unit", "agreed_on", "text"]
    imports = []
    board = Board(by="state", date="agreed_on", closed=("confirmed", "rejected"))
    dates = ["agreed_on"]
    agenda = {"agreed_on": "state=requested,accepted"}
    actions = [accept, reject, finish, confirm, send_back]
    panels = [About("about", _("About"), "workspace/about.html")]
    rights = {
        "REP CS MR FIN LEG HR ADM": "CRUX p", "SUP RM": "CRUTX b", "SD": "CRUTXD a", "EXE": "RX a",
    }  # fmt: skip
