"""How decoys are kept: by the administrator alone."""

from django.utils.translation import gettext_lazy as _

from xianji.administration.decoys.models import Decoy
from xianji.kit.resource import Resource


class DecoyResource(Resource):
    """Invented records that raise an alert."""

    model = Decoy
    icon = "flag"
    picture = ""
    purpose = _("Invent a customer or contact, put it among the others, and name its number here: who touches it is told of.")
    sections = {_("Decoy"): ["number", "kind", "note", "record_number"]}
    columns = ["number", "kind", "record_number", "note", "created_at"]
    filters = ["kind"]
    order = ["-created_at"]
    imports = []
    in_menu = False
    files = comments = marks = False
    rights = {"ADM": "CRUD a"}
