"""The rights of a role as a table: objects down, verbs across, how far in each cell."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.roles.actions import reaches
from xianji.kit import registry
from xianji.org.access.models import Reaches, Role

VERBS = {
    "view": _("See"), "create": _("Create"), "change": _("Change"), "delete": _("Delete"), "hand_over": _("Hand over"),
    "import": _("Import"), "export": _("Export"),
}  # fmt: skip
SHORT = {
    "s": pgettext_lazy("reach", "own"), "p": pgettext_lazy("reach", "shared"), "d": pgettext_lazy("reach", "unit"),
    "b": pgettext_lazy("reach", "below"), "a": pgettext_lazy("reach", "all"), "c": pgettext_lazy("reach", "chosen"),
}  # fmt: skip
"""How far, in a word that fits a cell; the legend above the table explains them."""
OTHER = "other"
NOWHERE = ""


@dataclass(frozen=True)
class Right:
    """One permission, and how far the role has it."""

    permission: str
    label: Any
    reach: str
    fits: bool = True

    @property
    def told(self) -> Any:
        return Reaches(self.reach).label if self.reach else ""

    @property
    def short(self) -> Any:
        return SHORT[self.reach] if self.reach else ""


@dataclass(frozen=True)
class Line:
    """One object with its seven common verbs and its own."""

    label: str
    title: Any
    common: list[Right]
    own: list[Right]
    owned: bool = True

    @property
    def rights(self) -> list[Right]:
        return [right for right in [*self.common, *self.own] if right.fits]


@dataclass(frozen=True)
class Group:
    """A chapter with its objects."""

    title: Any
    lines: list[Line]


def matrix(role: Role) -> list[Group]:
    """How far this role goes, over all that there is."""
    return groups(reaches(role))


def blank() -> list[Group]:
    """All that there is, held by nobody."""
    return groups({})


def groups(held: dict[str, str]) -> list[Group]:
    """Chapters in menu order, then what belongs to no object: pages and guarded fields."""
    found = [
        Group(chapter.title, [line(registry.resource_of(kind.model), held) for kind in chapter.resources])
        for chapter in registry.chapters
        if chapter.resources
    ]
    return [*found, Group(_("Pages and guarded fields"), [Line(OTHER, "", [], others(held), owned=False)])]


def line(resource: Any, held: dict[str, str]) -> Line:
    owned = resource.model.owned
    common = [
        Right(p := resource.permission(verb), label, held.get(p, NOWHERE), owned or verb != "hand_over")
        for verb, label in VERBS.items()
    ]
    own = [Right(a.needed, a.label, held.get(a.needed, NOWHERE)) for a in resource.verbs() if not a.only_through]
    own = [right for right in own if right.permission not in {r.permission for r in common}]
    return Line(resource.label, resource.plural, common, own, owned)


def others(held: dict[str, str]) -> list[Right]:
    """Permissions of pages, of guarded fields, and whatever else a resource names."""
    named: dict[str, Any] = {right.permission: right.title for right in registry.common_rights}
    for chapter in registry.chapters:
        named |= {page.permission: page.title for page in chapter.pages if page.permission}
    for resource in registry.resources.values():
        for name, permission in resource.guarded.items():
            named.setdefault(permission, _field(resource, name))
        for permission in resource.guards:
            named.setdefault(permission, permission.rpartition(".")[2].replace("_", " ").capitalize())
    return [Right(permission, label, held.get(permission, NOWHERE)) for permission, label in named.items()]


def _field(resource: Any, name: str) -> str:
    return f"{resource.title}: {resource.model._meta.get_field(name).verbose_name}"


def found(role: Role, label: str) -> Line | None:
    """The line of one object."""
    return next((one for group in matrix(role) for one in group.lines if one.label == label), None)
