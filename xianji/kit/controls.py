"""The control: a clause becomes a check that blocks or finds. Declared by chapters, run and kept by policy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xianji.kit import registry
from xianji.kit.ladders import L_FAST, L_MONTH, L_STD, Ladder
from xianji.rulebook.parameters.reading import value

__all__ = [
    "L_FAST", "L_MONTH", "L_STD", "NOT_APPLICABLE", "ByClass", "Control", "Ladder", "Parameter", "Step", "control", "refusing",
    "title_of",
]  # fmt: skip

NOT_APPLICABLE = "na"
"""What a preventive check answers when its clause does not speak of this case."""


@dataclass(frozen=True)
class Parameter:
    """A number of the rulebook, as it is on the day that is judged."""

    key: str

    def on(self, day: date) -> Any:
        return value(self.key, day)


@dataclass(frozen=True)
class ByClass:
    """The same for each class of customers: {"L": …, "M": …, "S": …, "P": …}."""

    key: str
    classes: tuple[str, ...] = ("L", "M", "S", "P")

    def on(self, day: date) -> dict[str, Any]:
        return {one: value(f"{self.key}.{one}", day) for one in self.classes}


@dataclass(frozen=True)
class Step:
    """One stage of a control as its page shows it: what happens, and the words of the clause that ask for it."""

    title: Any
    text: Any
    words: tuple[str, ...] = ()
    """Beginnings of phrases, in any language, by which the place in the clause's text is found and marked."""
    judged: str = ""
    """The column of the check that judges this step alone, as `verdict` judges the whole; where no step names one, the last
    has the rate of the whole."""


@dataclass(frozen=True)
class Control:
    """One executable reading of a clause. `blocks` names the verbs it may refuse; `every` when it looks by itself."""

    clause: str
    model: Any
    check: Callable[..., Any]
    name: str
    title: Any
    says: Any
    """The rule in one sentence, for those who were refused or asked to do something."""
    duty: Any
    """What the owner has to do, as a task is called."""
    owner: str = "owner"
    every: str = ""
    missed: Ladder = L_STD
    blocks: tuple[str, ...] = ()
    granted_by: str = ""
    """The code of the role that may grant an exception."""
    responsible: str = "SD"
    """The code of the role that answers for the clause, and for what has no owner."""
    evidence: tuple[str, ...] = ()
    """Verbs, `create` and `change` among them, whose journal entries prove that the clause is followed."""
    steps: tuple[Step, ...] = ()
    always: bool = False
    """Whether it holds even before a regulation is in force."""
    many: Callable[..., Any] | None = None
    """Of a preventive one: the answers to many records at once, in their order, where asking one by one would be slow."""
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    @property
    def judging(self) -> dict[int, str]:
        """{place: column} of the steps that are judged apart from the whole."""
        return {place: step.judged for place, step in enumerate(self.steps) if step.judged not in ("", "verdict")}

    @property
    def is_preventive(self) -> bool:
        return bool(self.blocks)

    @property
    def blocked(self) -> tuple[str, ...]:
        """The verbs with the name of their object: `sales.quote.submit`; those with a dot stand as they are."""
        label = self.model._meta.label_lower
        return tuple(verb if "." in verb else f"{label}.{verb}" for verb in self.blocks)

    @property
    def proving(self) -> tuple[str, ...]:
        """The verbs that leave evidence, with the name of their object."""
        label = self.model._meta.label_lower
        return tuple(verb if "." in verb else f"{label}.{verb}" for verb in self.evidence)


def control(
    clause: str, model: Any, *, title: Any = "", says: Any = "", duty: Any = "", owner: str = "owner", every: str = "",
    missed: Ladder = L_STD, blocks: Any = (), granted_by: str = "", responsible: str = "SD", evidence: Any = (),
    steps: tuple[Step, ...] = (), always: bool = False, many: Callable[..., Any] | None = None, **parameters: Any,
) -> Callable[[Callable[..., Any]], Control]:  # fmt: skip
    """Declare a control of a clause. Numbers are parameters: what has an `on(day)` is asked for the value of that day, as
    the rulebook's keys are; anything else is given as it stands."""

    def declare(check: Callable[..., Any]) -> Control:
        name = check.__name__
        made = Control(
            clause, model, check, name, title or name.replace("_", " ").capitalize(), says, duty, owner, every, missed,
            _names(blocks), granted_by, responsible, _names(evidence), steps, always, many, parameters,
        )  # fmt: skip
        registry.controls[made.full_name] = made
        return made

    return declare


def refusing(verb: str) -> list[Control]:
    """The preventive controls of a verb such as `sales.quote.submit`."""
    return registry.blocking().get(verb, [])


def title_of(name: str) -> Any:
    """What a control is called; nothing where there is none of this name any more."""
    found = registry.controls.get(name)
    return found.title if found else ""


def _names(verbs: Any) -> tuple[str, ...]:
    several = verbs if isinstance(verbs, tuple | list) else (verbs,) if verbs else ()
    return tuple(str(getattr(verb, "name", verb)) for verb in several)
