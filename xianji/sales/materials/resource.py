"""How sales material is shown: with its edition, how long it holds, and who took it where."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.resource import Resource
from xianji.sales.materials.models import SalesMaterial


class SalesMaterialResource(Resource):
    """What we show and hand over, and what helps us to speak."""

    model = SalesMaterial
    icon = "books"
    purpose = _("Brochures, stories and data sheets with their edition; guidelines and talk tracks for visits and calls.")
    sections = {
        _("Sales material"): ["name", "kind", "occasion", "product", "edition", "valid_until"],
        pgettext_lazy("material", "Text"): ["text"],
    }  # fmt: skip
    columns = ["name", "kind", "occasion", "edition", "valid_until", "product"]
    filters = ["kind", "occasion", "product", "valid_until"]
    search = ["name"]
    rights = {"REP SUP RM CS LEG FIN EXE": "R a", "MR SD": "CRUDX a"}
