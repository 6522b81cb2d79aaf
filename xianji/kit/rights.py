"""From the letters of the permission matrix to the roles' grants: `CRUTX b` is create, view, change … unit and below."""

from typing import Any

from django.db import transaction

from xianji.kit import registry
from xianji.org.access.models import Grant, Role
from xianji.org.actors import access_changed

LETTERS = {"C": "create", "R": "view", "U": "change", "D": "delete", "T": "hand_over", "X": "export"}
LOOKUP = {"REP SUP RM MR CS LEG FIN HR EXE": "R a", "SD": "CRUX a", "ADM": "CRUDX a"}
"""Who may do what with a plain look-up list: everybody reads, directors and administrators keep it."""


def wanted() -> set[tuple[str, str, str]]:
    """{(role code, permission, reach)} as the resources declare them."""
    found: set[tuple[str, str, str]] = set()
    for resource in registry.resources.values():
        for roles, cell in resource.rights.items():
            letters, _space, reach = cell.partition(" ")
            for role in roles.split():
                found |= {(role, resource.permission(verb), reach) for verb in verbs(resource, letters)}
        for permission, roles in getattr(resource, "guards", {}).items():
            found |= {(role, permission, "a") for role in roles.split()}
    for chapter in registry.chapters:
        for page in chapter.pages:
            found |= {(role, page.permission, "a") for role in getattr(page, "roles", "").split() if page.permission}
    for right in registry.common_rights:
        for roles, reach in right.roles.items():
            found |= {(role, right.permission, reach) for role in roles.split()}
    return found


def verbs(resource: Any, letters: str) -> set[str]:
    """The verbs behind the letters; an action goes with its own letter, U unless it says otherwise."""
    found = {LETTERS[letter] for letter in letters if letter in LETTERS}
    if "C" in letters:
        found.add("import")
    return found | {action.name for action in resource.verbs()
                    if action.letter in letters and not action.permission and not action.only_through}  # fmt: skip


@transaction.atomic
def sync() -> int:
    """Bring the standard grants up to what the resources declare; a company's own changes are left alone."""
    roles = {role.code: role for role in Role.unscoped.filter(is_standard=True)}
    need = {(roles[code].pk, permission, reach) for code, permission, reach in wanted() if code in roles}
    have = {(g.role_id, g.permission, g.reach): g.pk for g in Grant.objects.filter(is_standard=True)}
    gone = [pk for key, pk in have.items() if key not in need]
    fresh = [Grant(role_id=role, permission=p, reach=r, is_standard=True) for role, p, r in sorted(need - have.keys())]
    Grant.objects.filter(pk__in=gone).delete()
    Grant.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh or gone:
        access_changed()
    return len(fresh)
