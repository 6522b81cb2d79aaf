"""How positions are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.org.people.models import Person
from xianji.org.positions.models import Position

SEE_ROLE = "org.see_role_of_position"


class PositionResource(Resource):
    """What people are employed as; the role that comes with one is the administrators' business."""

    model = Position
    icon = "id-badge"
    purpose = _("Positions say what people are employed as, such as sales representative or team lead.")
    sections = {_("Position"): ["title", "role"]}
    columns = ["title", "role"]
    search = ["title"]
    order = ["title"]
    guarded = {"role": SEE_ROLE}
    guards = {SEE_ROLE: "ADM"}
    panels = [RelatedList(model=Person, via="position", columns=["name", "unit", "state"])]
    imports = ["title"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
