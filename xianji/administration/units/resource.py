"""How units are shown."""

from xianji.kit.resource import Resource
from xianji.org.units.models import Unit


class UnitResource(Resource):
    """The parts of the company, as a tree."""

    model = Unit
    icon = "sitemap"
    columns = ["name", "number", "kind", "parent", "head", "country"]
    search = ["name", "number"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
