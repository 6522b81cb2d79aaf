"""How units of measure are shown."""

from xianji.catalog.uoms.models import Uom
from xianji.kit.resource import Resource
from xianji.kit.rights import LOOKUP


class UomResource(Resource):
    """What quantities are counted in."""

    model = Uom
    icon = "ruler-measure"
    search = ["code", "name"]
    rights = LOOKUP
    is_short = True
    in_menu = False
