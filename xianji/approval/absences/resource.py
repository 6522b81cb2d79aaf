"""How absences are shown and exchanged: one's own, and those of the people one leads."""

from django.utils.translation import gettext_lazy as _

from xianji.approval.absences.models import Absence
from xianji.kit.resource import Resource


class AbsenceResource(Resource):
    """Who is away, and who decides meanwhile."""

    model = Absence
    icon = "calendar-event"
    picture = ""
    sections = {_("Absence"): ["from_on", "to_on", "deputy", "note", "owner"]}
    columns = ["owner", "from_on", "to_on", "deputy", "note"]
    filters = ["from_on", "to_on", "owner"]
    order = ["-from_on"]
    imports = []
    in_menu = False
    comments = files = marks = False
    rights = {"REP MR CS LEG FIN ADM": "CRUD s", "SUP RM": "CRUDT b", "SD EXE HR": "CRUDT a"}
