"""Who reads the rulebook, who proposes tables and who approves them, and who sets parameters."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import CommonRight

SEE = "rulebook.tableversion.view"
SET = "rulebook.parametervalue.create"
AREAS = {
    "sales": (_("Sales rules"), "RM SD", "SD EXE"),
    "market": (_("Market rules"), "MR SD", "SD EXE"),
    "prices": (_("Price rules"), "SD FIN", "SD FIN EXE"),
    "legal": (_("Contract rules"), "LEG", "LEG SD EXE"),
    "finance": (_("Credit rules"), "FIN", "FIN SD EXE"),
    "service": (_("Service rules"), "CS", "CS SD EXE"),
    "people": (_("Commission and appraisal rules"), "FIN HR", "FIN HR EXE"),
}
"""Parts of the rulebook: title, who proposes a version, who approves it; never the same person."""


def proposing(area: str) -> str:
    return f"rulebook.{area}.propose"


def approving(area: str) -> str:
    return f"rulebook.{area}.approve"


def everywhere(roles: str) -> dict[str, str]:
    return dict.fromkeys(roles.split(), "a")


RIGHTS = [
    CommonRight(SEE, _("Read decision tables and parameters"), everywhere("REP SUP RM SD MR CS LEG FIN HR EXE ADM")),
    CommonRight(SET, _("Set parameters"), everywhere("SD EXE ADM")),
    *(
        CommonRight(proposing(area), format_lazy(_("{rules}: propose"), rules=title), everywhere(roles))
        for area, (title, roles, _approvers) in AREAS.items()
    ),
    *(
        CommonRight(approving(area), format_lazy(_("{rules}: approve"), rules=title), everywhere(roles))
        for area, (title, _proposers, roles) in AREAS.items()
    ),
]
