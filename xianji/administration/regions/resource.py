"""How regions are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.org.regions.models import Region


class RegionResource(Resource):
    """The geography that targets and figures are cut by."""

    model = Region
    icon = "map-pin"
    purpose = _("Regions cut targets and figures by geography; each belongs to the unit that sells there.")
    sections = {_("Region"): ["name", "code", "unit"]}
    facts = ["code", "unit"]
    columns = ["name", "code", "unit"]
    filters = ["unit"]
    search = ["name", "code"]
    order = ["code"]
    imports = ["code", "name", "unit"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
