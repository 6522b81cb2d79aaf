"""What administrators do with roles. A standard role that is changed becomes the company's own until it is put back."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.users.actions import somebody_administers
from xianji.audit.journal import Event, record
from xianji.kit import rights, store
from xianji.kit.actions import action
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.org.access.models import Assignment, Grant, Reaches, Role
from xianji.org.access.names import ROLES
from xianji.org.actors import access_changed


@action(Role, label=gettext_lazy("Copy"), icon="copy", letter="C")
def copy(role: Role, *, by: Any, code: str, name: str) -> None:
    """A role of one's own with the same rights; nobody holds it yet."""
    made = store.create(Role(code=code.strip().upper(), name=name.strip()), verb="copy", reason=role.code)
    Grant.objects.bulk_create(Grant(role=made, permission=g.permission, reach=g.reach) for g in role.grants.all())


@action(Role, label=gettext_lazy("Back to the standard"), icon="rotate")
def standardise(role: Role, *, by: Any) -> None:
    """The rights that ship with the product, now and after each update."""
    if role.code not in ROLES:
        raise Refused(_("“%(role)s” does not ship with the product.") % {"role": role})
    role.is_standard, role.name = True, ROLES[role.code]
    type(role).objects.filter(pk=role.pk).update(is_standard=True)
    role.grants.all().delete()
    rights.sync()
    tell_holders(role)


def set_reaches(role: Role, wanted: dict[str, str]) -> dict[str, tuple[str, str]]:
    """{permission: reach, or empty for none}; returns what changed. The role is then the company's own."""
    if not actor.current().may("org.role.change"):
        raise NotPermitted(_("Only administrators change what a role may do."))
    before = reaches(role)
    changed = {p: (before.get(p, ""), r) for p, r in wanted.items() if before.get(p, "") != r}
    if wrong := [reach for _old, reach in changed.values() if reach and reach not in Reaches.values]:
        raise Refused(_("There is no reach “%(reach)s”.") % {"reach": wrong[0]})
    if not changed:
        return {}
    with transaction.atomic():
        if role.is_standard:
            role.is_standard = False
            store.change(role, verb="change_rights")
            role.grants.update(is_standard=False)
        role.grants.filter(permission__in=changed).delete()
        Grant.objects.bulk_create(Grant(role=role, permission=p, reach=new) for p, (_old, new) in changed.items() if new)
        record(Event("change_rights", role.label(), role.pk, str(role), dict(changed)), source="web")
        tell_holders(role)
        somebody_administers()
    return changed


def reaches(role: Role) -> dict[str, str]:
    """{permission: the widest reach} that the role has."""
    return widest(role.grants.values_list("permission", "reach"))


def widest(grants: Iterable[tuple[str, str]]) -> dict[str, str]:
    """{permission: the widest reach} of these grants."""
    order = "scpdba"
    found: dict[str, str] = {}
    for permission, reach in grants:
        found[permission] = max(found.get(permission, reach), reach, key=order.index)
    return found


def tell_holders(role: Role) -> None:
    """Everybody who holds the role gets the new rights at the next request."""
    access_changed(list(Assignment.objects.filter(role=role).values_list("user_id", flat=True)))
