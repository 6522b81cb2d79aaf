"""Tables of chapter 一: who agrees to rules, and to exceptions from them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.org.access.names import ROLES
from xianji.rulebook.shipped.words import ANY, AREAS, count
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

REACHES = {"case": N_("This case"), "owner": N_("All cases of its owner"), "unit": N_("All cases of its unit")}
APPROVERS = choice("approvers", N_("Approvers"), ROLES, many=True)

table(
    "rulebook.approvers", _("Who agrees to rules"), _("Any one of them, by the part of the rulebook; never whoever wrote it."),
    "sales", ("1.2",), inputs=[choice("area", N_("Part of the rulebook"), AREAS)], outputs=[APPROVERS],
    rows=[("sales", "SD, EXE"), ("market", "SD, EXE"), ("prices", "SD, FIN, EXE"), ("legal", "LEG, SD, EXE"),
        ("finance", "FIN, SD, EXE"), ("service", "CS, SD, EXE"), ("people", "FIN, HR, EXE")],
    cases=[({"area": "prices"}, {"approvers": "SD, FIN, EXE"}), ({"area": "people"}, {"approvers": "HR, FIN, EXE"})],
)  # fmt: skip

table(
    "exception.approvers", _("Who grants exceptions"),
    _("Any one of them, by the role that the control names; never who asks or is spared."), "sales", ("1.2",),
    inputs=[choice("role", N_("Granted by"), ROLES), count("days", N_("Number of days"), "0", "30"),
        choice("reach", N_("Granted for"), REACHES)],
    outputs=[APPROVERS],
    rows=[*((code, ANY, ANY, f"{code}, EXE") for code in ROLES if code != "EXE"), ("EXE", ANY, ANY, "EXE")],
    cases=[({"role": "SUP", "days": "30", "reach": "unit"}, {"approvers": "SUP, EXE"})],
)  # fmt: skip
