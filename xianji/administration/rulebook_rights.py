"""Who reads the rulebook, who proposes tables, and who sets parameters."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import CommonRight
from xianji.rulebook.shipped.words import AREAS

SEE = "rulebook.tableversion.view"
SET = "rulebook.parametervalue.create"
PROPOSERS = {
    "sales": "RM SD", "market": "MR SD", "prices": "SD FIN", "legal": "LEG", "finance": "FIN", "service": "CS",
    "people": "FIN HR",
}  # fmt: skip
"""Who proposes versions of each part of the rulebook; who agrees to them is told by a table of the rulebook itself."""


def proposing(area: str) -> str:
    return f"rulebook.{area}.propose"


def everywhere(roles: str) -> dict[str, str]:
    return dict.fromkeys(roles.split(), "a")


RIGHTS = [
    CommonRight(SEE, _("Read decision tables and parameters"), everywhere("REP SUP RM SD MR CS LEG FIN HR EXE ADM")),
    CommonRight(SET, _("Set parameters"), everywhere("SD EXE ADM")),
    *(
        CommonRight(proposing(area), format_lazy(_("{rules}: propose"), rules=_(AREAS[area])), everywhere(roles))
        for area, roles in PROPOSERS.items()
    ),
]
