"""What can be done with ticked rows: each row through its own verb, so that every check holds; refusals are told per row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import verbs
from xianji.kit.marks import keeping as marks
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.models import Person

MOST = 500
ASKING = {"hand_over", "tag"}
"""What needs to be told something."""
VERBS = 2
"""How many of a resource's own verbs stand in the bar; the others are in its menu."""


@dataclass(frozen=True)
class Deed:
    """A button of the bulk bar; `action` is the resource's own verb behind it, if it is one."""

    name: str
    label: Any
    icon: str
    is_danger: bool = False
    is_wide: bool = False
    is_first: bool = False
    action: Any = None

    @property
    def needs(self) -> bool:
        """Whether something must be asked first."""
        return self.name in ASKING or bool(self.action and (self.action.parameters or self.is_danger))


@dataclass
class Outcome:
    """What was done, and what was refused: [(record, reason)]."""

    done: list[Any] = field(default_factory=list)
    refused: list[tuple[Any, str]] = field(default_factory=list)


def deeds(resource: Any) -> list[Deed]:
    """Those that the actor may do somewhere; whether a single row allows it is checked when it is done."""
    who = actor.current()
    found = []
    if resource.model.owned and resource.may(who, "hand_over"):
        found.append(Deed("hand_over", _("Hand over"), "user-share", is_first=True))
    if resource.marks and resource.may(who, "change"):
        found.append(Deed("tag", _("Add tags"), "tag", is_wide=True))
    open_ones = [action for action in resource.verbs() if action.only_through is None and who.may(action.needed)]
    first = [action for action in open_ones if not action.is_danger][:VERBS]
    for action in open_ones:
        found.append(Deed(action.name, action.label, action.icon, action.is_danger, True, action in first, action))
    if resource.may(who, "export"):
        found.append(Deed("export", _("Export"), "download", is_wide=True, is_first=True))
    if resource.may(who, "delete"):
        found.append(Deed("delete", _("Delete"), "trash", True, True))
    return found


def carry_out(deed: Deed, records: list[Any], values: dict[str, Any], reason: str = "") -> Outcome:
    """Row by row, each in a transaction of its own."""
    work = work_of(deed, values, reason)
    outcome = Outcome()
    for record in records:
        try:
            work(record)
        except Refused as refusal:
            outcome.refused.append((record, told(refusal)))
        else:
            outcome.done.append(record)
    return outcome


def work_of(deed: Deed, values: dict[str, Any], reason: str) -> Callable[[Any], Any]:
    if deed.action is not None:
        return lambda record: deed.action(record, reason=reason, source="web", **values)
    if deed.name == "hand_over":
        to: Person = values["to"]
        return lambda record: verbs.hand_over(record, to, reason=reason, source="web")
    if deed.name == "tag":
        return lambda record: marks.add(record, values["tags"], source="web")
    if deed.name == "restore":
        return lambda record: verbs.restore(record, source="web")
    return lambda record: verbs.delete(record, reason=reason, source="web")


def told(refusal: Refused) -> str:
    """The refusal in one sentence, the fields' rules included."""
    rules = [message for messages in refusal.fields.values() for message in messages]
    return " ".join(rules) or refusal.message
