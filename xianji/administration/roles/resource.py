"""How roles are shown."""

from xianji.kit.resource import Resource
from xianji.org.access.models import Role


class RoleResource(Resource):
    """What people may do."""

    model = Role
    icon = "shield"
    columns = ["name", "code"]
    search = ["name", "code"]
    rights = {"REP SUP RM SD MR CS LEG FIN HR EXE": "R a", "ADM": "CRUDX a"}
