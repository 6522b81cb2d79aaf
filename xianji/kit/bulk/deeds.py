"""What can be done to many records at once: what every object has, and its own verbs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.columns import VEILED, Column
from xianji.kit.merging.keeping import may_merge
from xianji.lib import actor

ASKING = {"hand_over", "tag", "change"}
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

    @property
    def when(self) -> str:
        """`stage:won lost`: the states from which it can be done, where not from all."""
        return f"{self.action.state_field}:{' '.join(self.action.when)}" if self.action and self.action.when else ""


def deeds(resource: Any) -> list[Deed]:
    """Those that the actor may do somewhere; whether a single row allows it is checked when it is done."""
    who = actor.current()
    found = []
    if together_fields(resource) and resource.may(who, "change"):
        found.append(Deed("change", _("Change a field"), "pencil", is_wide=True, is_first=True))
    if resource.model.owned and resource.may(who, "hand_over"):
        found.append(Deed("hand_over", _("Hand over"), "user-share", is_first=True))
    if resource.marks and resource.may(who, "change"):
        found.append(Deed("tag", _("Add tags"), "tag", is_wide=True))
    if may_merge(resource):
        found.append(Deed("merge", _("Merge"), "arrow-merge", is_wide=True))
    offered = [action for action in resource.verbs() if action.only_through is None and not action.is_alone]
    open_ones = [action for action in offered if who.may(action.needed)]
    first = [action for action in open_ones if not action.is_danger][:VERBS]
    for action in open_ones:
        found.append(Deed(action.name, action.label, action.icon, action.is_danger, True, action in first, action))
    if resource.may(who, "export"):
        found.append(Deed("export", _("Export"), "download", is_wide=True, is_first=True))
    if resource.may(who, "delete"):
        found.append(Deed("delete", _("Delete"), "trash", True, True))
    return found


def deed_of(resource: Any, name: str) -> Deed | None:
    """The deed of that name, if the actor may do such a thing at all; what only the trash has, and taking back, too."""
    if name == "restore" and resource.may(actor.current(), "delete"):
        return Deed("restore", _("Restore"), "rotate")
    if name == "undo":
        return Deed("undo", _("Taken back"), "rotate")
    return next((one for one in deeds(resource) if one.name == name), None)


def label_of(resource: Any, name: str) -> str:
    """What it is called, also to somebody who may no longer do it."""
    found = deed_of(resource, name)
    return str(found.label) if found else name.replace("_", " ").capitalize()


def together_fields(resource: Any) -> list[Column]:
    """The fields that many records may be given at once: what is each record's own is not among them, nor what is veiled."""
    columns = resource.open_to(actor.current(), [name for name in resource.editable if name != "owner"])
    return [one for one in columns if not one.field.unique and one.kind not in VEILED | {"json"}
            and one.path != resource.title_name]  # fmt: skip


def states_of(resource: Any) -> list[str]:
    """The fields on whose value depends what can be done with a row."""
    verbs = [action for action in resource.verbs() if action.when and action.only_through is None and not action.is_alone]
    return [one.path for one in resource.open_to(actor.current(), sorted({action.state_field for action in verbs}))]
