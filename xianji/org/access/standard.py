"""The eleven roles that ship with the product."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from xianji.org.access.models import Role

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


def standard_roles() -> None:
    """Make those that are missing."""
    known = set(Role.unscoped.filter(code__in=ROLES).values_list("code", flat=True))
    now = timezone.now()
    Role.unscoped.bulk_create(
        Role(code=code, name=name, is_standard=True, created_at=now, updated_at=now)
        for code, name in ROLES.items()
        if code not in known
    )
