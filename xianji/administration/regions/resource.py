"""How regions are shown."""

from xianji.kit.resource import Resource
from xianji.org.regions.models import Region


class RegionResource(Resource):
    """The geography that targets and figures are cut by."""

    model = Region
    icon = "map-pin"
    columns = ["name", "code", "unit"]
    search = ["name", "code"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
