"""What the chapters declare, handed over once at start: the kit knows no chapter by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from xianji.kit.actions import Action
    from xianji.kit.controls import Control
    from xianji.kit.metrics import Metric
    from xianji.kit.resource import Resource
    from xianji.lib.actor import Actor


@dataclass(frozen=True)
class Page:
    """A screen of a chapter that no resource gives: its address, title, icon, permission and the roles that hold it. `go` is
    the key that leads there after G, `counts` the name of the number beside it in the menu, which comes late."""

    path: str
    title: Any
    icon: str
    permission: str = ""
    roles: str = ""
    on_phone: bool = False
    go: str = ""
    counts: str = ""


@dataclass(frozen=True)
class Desk:
    """Whose Today it is, and when; `is_team` where a leader looks at everybody of the team, `asked` the words of the address."""

    who: "Actor"
    now: datetime
    is_team: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """What lists are filtered by."""
        return "team" if self.is_team else "me"

    @property
    def today(self) -> date:
        """`now` is in the time of the company."""
        return self.now.date()


@dataclass(frozen=True)
class Section:
    """A part of Today. `context(desk)` is what the template needs as `given`; None leaves the section out. The frame takes
    from it `count` with `tone`, `note` (a quiet word beside the title), `ways` (modes), `link` with `href`, and `said`: a whole
    sentence for the top of the page as {text, tone}. A late section is fetched after the page and says nothing at the top."""

    name: str
    title: Any
    template: str
    context: Callable[[Desk], dict[str, Any] | None]
    place: str = "main"
    order: int = 50
    permission: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class NoticeKind:
    """Something that people are told of. `mail` is how unless they choose: at_once, in the daily digest or never; `tab` is the
    tab of the record on which it stands. What nobody may close their ears to says so by `can_mute`."""

    name: str
    title: Any
    icon: str = "bell"
    mail: str = "digest"
    tab: str = ""
    can_mute: bool = True


@dataclass(frozen=True)
class Beginning:
    """What a company does once, before daily work: where, with which permission, and whether it is done."""

    title: Any
    reason: Any
    href: str
    permission: str
    is_done: Callable[[], bool]


@dataclass(frozen=True)
class CommonRight:
    """A permission that belongs to no object of a chapter, and how far standard roles hold it: {role codes: reach}."""

    permission: str
    title: Any
    roles: dict[str, str]


class Heading(NamedTuple):
    """A chapter of the regulation as the sign-in page shows it."""

    name: str
    title: Any
    icon: str
    number: str
    saying: Any


@dataclass(kw_only=True)
class Part:
    """What one folder of a chapter adds to it, in menu order."""

    resources: list[type["Resource"]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    metrics: list[Any] = field(default_factory=list)
    controls: list[Any] = field(default_factory=list)
    urls: list[Any] = field(default_factory=list)
    api: list[Any] = field(default_factory=list)
    """Addresses below /api/ that no resource gives; the door asks who calls, each view what they may."""
    beginnings: list[Beginning] = field(default_factory=list)
    today: list[Section] = field(default_factory=list)
    notices: list[NoticeKind] = field(default_factory=list)
    palette: list[Any] = field(default_factory=list)
    counts: dict[str, Callable[["Actor"], int]] = field(default_factory=dict)
    """{name: how much is waiting for somebody}, for the menu; asked late, and counted no further than 100."""
    verbs: dict[str, Any] = field(default_factory=dict)
    """{verb: words} of what it writes into the journal and is no action, which has a label of its own."""
    sources: dict[str, Any] = field(default_factory=dict)
    """{source: words}, the ways through which it writes."""
    asks: dict[str, Any] = field(default_factory=dict)
    """{argument: words}: what its verbs ask for in their dialogs and is no field of the object; `sales.order.tell.news` where
    one verb means something else by it."""
    on: dict[Any, list[Any]] = field(default_factory=dict)
    """{model: panels and verbs} that stand on the pages of other objects, where no object of its own tells them."""


@dataclass(kw_only=True)
class Chapter(Part):
    """The contents page of a chapter, in menu order; one that `joins` stands in the menu under the heading before it."""

    name: str
    title: Any
    icon: str
    number: str = ""
    joins: bool = False
    parts: list[Part] = field(default_factory=list)
    """Folders that tell themselves what they add, where a chapter has many."""
    is_named: bool = True
    """Whether its title stands over its part of the menu."""
    late: str = ""
    """An address that is asked after each page and puts what it knows into the menu: `<span id="rate-sales" hx-swap-oob=…>`."""
    late_for: str = ""
    """The permission without which it is not asked."""

    def __post_init__(self) -> None:
        for part in self.parts:
            for one in fields(Part):
                if one.name == "on":
                    continue
                held, added = getattr(self, one.name), getattr(part, one.name)
                held.update(added) if isinstance(held, dict) else held.extend(added)


chapters: list[Chapter] = []
roll: list[Heading] = []
"""The chapters of the regulation in its own order, also those whose screens are still to come."""
resources: dict[str, "Resource"] = {}
actions: dict[str, "Action"] = {}
controls: dict[str, "Control"] = {}
metrics: dict[str, "Metric"] = {}
on_every: list[Any] = []
"""Panels that stand on every record's page; the kit and the workspace put them here at start."""
verbs: dict[str, Any] = {}
"""What chapters write into the journal, in words."""
sources: dict[str, Any] = {}
asks: dict[str, Any] = {}
"""What verbs of chapters ask for, in words."""
common_rights: list[CommonRight] = []
"""What the kit itself asks for; it puts them here at start."""
_upward: dict[Any, list[Any]] = {}


def install(found: Iterable[Chapter], regulation: Iterable[Heading] = ()) -> None:
    """Take the chapters in menu order; called once by the composition root when all models are loaded."""
    chapters.clear()
    roll[:] = regulation
    for told in (resources, _upward, verbs, sources, asks):
        told.clear()
    for chapter in found:
        chapters.append(chapter)
        verbs.update({**chapter.verbs, **verbs})
        sources.update({**chapter.sources, **sources})
        asks.update({**chapter.asks, **asks})
        for part in (chapter, *chapter.parts):
            for model, given in part.on.items():
                _upward.setdefault(model, []).extend(given)
        for kind in chapter.resources:
            resource = kind(chapter)
            resources[resource.label] = resource
            for model, given in kind.on.items():
                _upward.setdefault(model, []).extend(given)


def verb_of(label: str, name: str) -> Any:
    """What a verb is called: by the chapter whose object it is, else by the first that tells it."""
    own = resources[label].chapter.verbs if label in resources else {}
    return own.get(name) or verbs.get(name, "")


def resource_of(model: Any) -> "Resource":
    """The resource of a model or of a label such as `sales.quote`; KeyError when it has none."""
    return resources[model if isinstance(model, str) else model._meta.label_lower]


def has_resource(model: Any) -> bool:
    return model._meta.label_lower in resources


def given_to(model: Any) -> list[Any]:
    """What upper chapters put on this model's page: panels, columns, verbs."""
    return _upward.get(model, [])


def blocking() -> dict[str, list["Control"]]:
    """{verb: the preventive controls that may refuse it}; made anew when a control is declared."""
    if _blocking.get("of") != len(controls):
        found: dict[str, list[Control]] = {}
        for control in controls.values():
            for verb in control.blocked:
                found.setdefault(verb, []).append(control)
        _blocking.update(of=len(controls), found=found)
    return _blocking["found"]


_blocking: dict[str, Any] = {}


def actions_of(model: Any) -> list["Action"]:
    return [action for action in actions.values() if action.model is model]
