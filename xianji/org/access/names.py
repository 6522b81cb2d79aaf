"""Codes and names of the eleven roles that ship with the product."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KEEPS_ACCOUNTS = "administration.manage_users"
"""Who holds this permission is an administrator."""
ROLES = {
    "REP": _("Sales representative"),
    "SUP": _("Supervisor"),
    "RM": _("Regional manager"),
    "SD": _("Sales director"),
    "MR": _("Market research"),
    "CS": _("Customer service"),
    "LEG": _("Legal"),
    "FIN": _("Finance and credit"),
    "HR": _("Human resources"),
    "EXE": _("Management"),
    "ADM": _("Administrator"),
}


def told(codes: str) -> str:
    """“FIN EXE” as people call these roles; one of the company's own by its code."""
    return gettext(", ").join(gettext(ROLES.get(code, code)) for code in codes.split())
