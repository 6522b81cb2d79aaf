"""How positions are shown."""

from xianji.kit.resource import Resource
from xianji.org.positions.models import Position


class PositionResource(Resource):
    """What people are employed as."""

    model = Position
    icon = "id-badge"
    columns = ["title", "role"]
    search = ["title"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
