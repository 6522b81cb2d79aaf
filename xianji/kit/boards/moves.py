"""From which lane to which a card may go, by which verb, and what that means in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.actions import Action
from xianji.kit.boards.declared import Board
from xianji.kit.forms.parameters import label_of
from xianji.kit.web.writing import several
from xianji.lib import actor

CHANGE = "change"


@dataclass(frozen=True)
class Move:
    """One way between two lanes: a verb, perhaps several times in a row, or a plain change of the field."""

    verb: str
    label: Any
    steps: int = 1
    asks: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The consequence, for the place where the card is dropped."""
        if self.asks:
            return _("%(verb)s. You will be asked for: %(fields)s") % {"verb": self.label, "fields": several(self.asks)}
        if self.steps > 1:
            times = ngettext("%(count)s step", "%(count)s steps", self.steps) % {"count": self.steps}
            return _("%(verb)s, %(times)s") % {"verb": self.label, "times": times}
        return str(self.label)


def moves(resource: Any, board: Board) -> dict[str, dict[str, Move]]:
    """{lane: {lane: how}} for what the actor may do at all; each record is checked again when it moves."""
    field = resource.model._meta.get_field(board.by)
    lanes = [str(value) for value, _label in field.flatchoices]
    who = actor.current()
    if field.editable and board.by not in resource.fixed:
        may = resource.may(who, "change")
        change = Move(CHANGE, _("Change"))
        return {lane: {other: change for other in lanes if other != lane} for lane in lanes} if may else {}
    found: dict[str, dict[str, Move]] = {lane: {} for lane in lanes}
    for action in resource.verbs():
        if action.state_field == board.by and action.only_through is None and who.may(action.needed):
            for lane in lanes:
                for target, steps in reached(action, lane).items():
                    found[lane].setdefault(target, Move(action.name, action.label, steps, asked(action)))
    return found


def reached(action: Action, lane: str) -> dict[str, int]:
    """{lane: steps}: where a verb leads, also by being done again; one that asks for something is done once."""
    found: dict[str, int] = {}
    here, steps = lane, 0
    while len(action.paths.get(here, ())) == 1:
        here, steps = action.paths[here][0], steps + 1
        if here in found or here == lane:
            break
        found[here] = steps
        if action.parameters:
            break
    return found


def asked(action: Action) -> tuple[str, ...]:
    """What the verb wants to know, in words."""
    return tuple(str(label_of(action, name)) for name in action.parameters)
