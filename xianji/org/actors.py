"""From a user account to an actor: the roles, the permissions and how far each reaches."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from django.utils import timezone

from xianji.lib.actor import EVERYWHERE, SYSTEM, Actor, Reach, acting
from xianji.lib.reading import exact
from xianji.org.access.models import Assignment, Grant, Reaches
from xianji.org.units.tree import paths_of
from xianji.org.users.models import User

wider: list[Callable[[Actor], Mapping[str, Reach]]] = []
"""What else lies within somebody's reach: {permission: reach}; the chapters put theirs here at start. When their answers
change they say so by `access_changed`."""


def actor_of(user: User) -> Actor:
    """The actor behind a user; kept per process until the user's access version or the day changes."""
    return _actor(user.pk, user.access_version, timezone.localdate().toordinal())


@lru_cache(maxsize=4096)
def _actor(user_id: int, version: int, day: int) -> Actor:
    with acting(SYSTEM), exact():
        return _read(user_id, version)


def _read(user_id: int, version: int) -> Actor:
    user = User.objects.select_related("person__unit").get(pk=user_id)
    person = user.person
    paths = paths_of(person.unit) if person and person.unit else frozenset()
    rights = _rights(held_by(user), paths)
    made = Actor(
        name=str(person or user.login),
        user_id=user.pk,
        person_id=person.pk if person else None,
        unit_id=person.unit_id if person else None,
        unit_path=person.org_path if person else "",
        rights=rights,
        version=version,
    )
    for permission, reach in [one for found in wider for one in found(made).items()]:
        rights[permission] = rights.get(permission, Reach()) | reach
    return replace(made, rights=rights)


def _rights(assignments: list[Assignment], paths: frozenset[str]) -> dict[str, Reach]:
    """Roles grant hundreds of permissions by few reaches: each reach is worked out once for an assignment."""
    granted = grants_of(assignments)
    rights: dict[str, Reach] = {}
    for assignment in assignments:
        chosen = frozenset(path for unit in assignment.units.all() for path in paths_of(unit))
        reaches: dict[str, Reach] = {one.value: _reach(one, paths, chosen) for one in Reaches}
        for permission, kind in granted[assignment.role_id]:
            before = rights.get(permission)
            rights[permission] = before | reaches[kind] if before else reaches[kind]
    return rights


def grants_of(assignments: list[Assignment], permission: str = "") -> defaultdict[int, list[tuple[str, str]]]:
    """{role: [(permission, reach)]} of these, in one statement: all of them, or those of one permission."""
    found = defaultdict[int, list[tuple[str, str]]](list)
    rows = Grant.objects.filter(role__in=[one.role_id for one in assignments])
    rows = rows.filter(permission=permission) if permission else rows
    for role_id, granted, reach in rows.values_list("role_id", "permission", "reach"):
        found[role_id].append((granted, reach))
    return found


def forget() -> None:
    """Read all rights again: for tests, whose users get the same ids and versions again and again."""
    _actor.cache_clear()


def held_by(user: User) -> list[Assignment]:
    """The user's role assignments that are not over."""
    today = timezone.localdate()
    rows = Assignment.objects.filter(user=user, role__deleted_at=None).select_related("role").prefetch_related("units")
    return [row for row in rows if row.until_on is None or row.until_on >= today]


def _reach(kind: Reaches, paths: frozenset[str], chosen: frozenset[str]) -> Reach:
    """What is granted by it; chosen units come on top of whatever it says."""
    match kind:
        case Reaches.ALL:
            return EVERYWHERE
        case Reaches.SUBTREE:
            return Reach(own=True, shared=True, trees=paths | chosen)
        case Reaches.UNIT:
            return Reach(own=True, shared=True, units=paths, trees=chosen)
        case Reaches.TEAM:
            return Reach(own=True, shared=True, trees=chosen)
        case Reaches.CHOSEN:
            return Reach(trees=chosen)
    return Reach(own=True, trees=chosen)


def access_changed(user_ids: list[int] | None = None) -> None:
    """Roles, units or people moved: everybody concerned gets fresh rights at the next request."""
    from django.db.models import F

    users = User.objects.all() if user_ids is None else User.objects.filter(pk__in=user_ids)
    users.update(access_version=F("access_version") + 1)
