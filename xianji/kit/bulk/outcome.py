"""What came of a deed: done, so already, or refused and why."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.api.problems import shortened
from xianji.kit.refusals import Refused
from xianji.lib import actor


class Moved(Refused):
    """The record is not as the one who asked has seen it: it was changed since, or no longer among what was asked for."""

    status, code = 409, "changed_since"


@dataclass
class Outcome:
    """Records that were changed, those that are so already, and the others with what refuses them."""

    done: list[Any] = field(default_factory=list)
    same: list[Any] = field(default_factory=list)
    refused: list[tuple[Any, Refused]] = field(default_factory=list)

    def refuse(self, record: Any, refusal: Refused) -> None:
        self.refused.append((record, refusal))

    def add(self, other: "Outcome") -> None:
        self.done += other.done
        self.same += other.same
        self.refused += other.refused


def told(refusal: Refused) -> str:
    """The refusal in one sentence, the fields' rules included."""
    rules = [message for messages in refusal.fields.values() for message in messages]
    return " ".join(rules) or refusal.message


def rule_of(refusal: Refused) -> tuple[str, str]:
    """(rule, field): the name of what was broken."""
    for name, sentences in refusal.fields.items():
        for sentence in sentences:
            return getattr(sentence, "rule", "") or refusal.code, "" if name == "__all__" else name
    return refusal.code, ""


def given_for(resource: Any, record: Any, field: str, values: dict[str, Any]) -> str:
    """What was given for the field that is refused, or stands there where nothing was; nothing that the actor may not see."""
    value = values.get(field)
    if value is None and field in resource.names:
        open_ones = resource.open_to(actor.current(), [field])
        value = getattr(record, field) if open_ones and open_ones[0].kind not in {"phone", "secret"} else None
    return "" if value is None else str(shortened(str(value)))


def since(record: Any) -> Moved:
    return Moved(_("“%(record)s” was changed since; it is left as it is.") % {"record": record})


def elsewhere(permission: str) -> str:
    return _("You may not do this here: %(permission)s.") % {"permission": permission}
