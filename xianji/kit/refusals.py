"""Why something was not done: each refusal names the rule and what was given."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.ports import Objection
from xianji.lib.mistakes import Mistake


class Sentence(str):
    """A sentence that knows by which rule it was said: programs ask for the rule, people read the sentence."""

    rule = ""

    @classmethod
    def of(cls, rule: str, text: Any) -> "Sentence":
        made = cls(text)
        made.rule = rule
        return made


class Refused(Mistake):
    """Not done, and nothing is half done. `fields` names the rule per field; status is the HTTP answer."""

    status = 422
    code = "refused"
    is_noted = False
    """Whether it stands in the journal already."""

    def __init__(self, message: Any = "", fields: dict[str, list[str]] | None = None) -> None:
        super().__init__(str(message))
        self.message = str(message) or _("Please correct the marked fields.")
        self.fields = fields or {}

    def __str__(self) -> str:
        """The sentence, then the rule of each field: what the command line and the log show."""
        rules = [
            " ".join(map(str, told)) if name == "__all__" else f"{name}: {' '.join(map(str, told))}"
            for name, told in self.fields.items()
        ]
        return " ".join([self.message, *rules])


class NotPermitted(Refused):
    """The actor lacks the permission, or holds it elsewhere."""

    status, code = 403, "not_permitted"


class Stale(Refused):
    """Somebody changed the record since it was read: {field: (yours, theirs)}, who and when."""

    status, code = 409, "stale"
    version: int | None = None
    """The version that stands now, where it is known."""

    def __init__(self, message: str, conflicts: dict[str, tuple[Any, Any]], by: str, at: Any) -> None:
        super().__init__(message)
        self.conflicts, self.by, self.at = conflicts, by, at


class WrongState(Refused):
    """The record is not in a state from which this can be done."""

    status, code = 409, "wrong_state"


class Blocked(Refused):
    """Preventive controls object; each objection names its clause."""

    status, code = 422, "blocked"

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__("; ".join(f"{one.clause}: {one.reason}" for one in objections))
        self.objections = objections
