"""Who may do what: the standard roles' grants as the resources declare them."""

from collections import defaultdict
from collections.abc import Iterator

from tools.reference.tables import table
from xianji.kit import registry
from xianji.kit.rights import wanted
from xianji.org.access.names import ROLES

REACH = "s own · p own and shared · d my unit · b my unit and below · a everything"


def page() -> Iterator[str]:
    yield from ("# Permissions", "", "What each standard role may do with each object, and how far it reaches.", "")
    yield f"Reach: {REACH}. A company may change its roles; this is what ships."
    yield ""
    yield from table(("Code", "Role"), ROLES.items())
    granted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for role, permission, reach in wanted():
        granted[permission][role].add(reach)
    for chapter in registry.chapters:
        for kind in chapter.resources:
            resource = registry.resource_of(kind.model)
            prefix = f"{resource.label}."
            verbs = sorted(permission for permission in granted if permission.startswith(prefix))
            yield from (f"## {resource.title} `{resource.label}`", "")
            yield from matrix({verb.removeprefix(prefix): granted.pop(verb) for verb in verbs})
    yield from ("## Fields and pages", "")
    yield from matrix({permission: granted[permission] for permission in sorted(granted)})


def matrix(granted: dict[str, dict[str, set[str]]]) -> Iterator[str]:
    """A row per permission, a column per role."""
    rows = [(f"`{name}`", *("".join(sorted(held.get(role, ()))) for role in ROLES)) for name, held in granted.items()]
    yield from table(("", *ROLES), rows)
