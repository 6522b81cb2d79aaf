"""The eleven roles that ship with the product."""

from django.utils import timezone

from xianji.org.access.models import Role
from xianji.org.access.names import ROLES


def standard_roles() -> None:
    """Make those that are missing."""
    known = set(Role.unscoped.filter(code__in=ROLES).values_list("code", flat=True))
    now = timezone.now()
    Role.unscoped.bulk_create(
        Role(code=code, name=name, is_standard=True, created_at=now, updated_at=now)
        for code, name in ROLES.items()
        if code not in known
    )
