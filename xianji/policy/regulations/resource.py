"""How regulations are shown."""

from xianji.kit.resource import Resource
from xianji.policy.regulations.models import Regulation

RIGHTS = {"REP SUP RM MR CS FIN HR": "R a", "SD LEG": "CRUAD a", "EXE": "RA a", "ADM": "R a"}


class RegulationResource(Resource):
    """The documents a company has bound itself to."""

    model = Regulation
    icon = "gavel"
    go = "r"
    columns = ["name", "number", "updated_at"]
    search = ["name", "number"]
    rights = RIGHTS
    imports = []
