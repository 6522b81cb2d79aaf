"""The control: a clause becomes a check that blocks or finds. Declared by chapters, run and kept by policy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry


@dataclass(frozen=True)
class Ladder:
    """Who hears of a missed duty, and when."""

    code: str


L_STD, L_FAST, L_MONTH = Ladder("L-std"), Ladder("L-fast"), Ladder("L-month")


@dataclass(frozen=True)
class Control:
    """One executable reading of a clause. `blocks` names the verbs it may refuse; `every` when it looks by itself."""

    clause: str
    model: Any
    check: Callable[..., Any]
    name: str
    owner: str = "owner"
    every: str = ""
    missed: Ladder = L_STD
    blocks: tuple[str, ...] = ()
    granted_by: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


def control(
    clause: str, model: Any, *, owner: str = "owner", every: str = "", missed: Ladder = L_STD, blocks: Any = (),
    granted_by: str = "", **parameters: Any,
) -> Callable[[Callable[..., Any]], Control]:  # fmt: skip
    """Declare a control of a clause; numbers are parameters, kept by the rulebook."""

    def declare(check: Callable[..., Any]) -> Control:
        verbs = blocks if isinstance(blocks, tuple | list) else (blocks,)
        names = tuple(str(getattr(verb, "name", verb)) for verb in verbs)
        made = Control(clause, model, check, check.__name__, owner, every, missed, names, granted_by, parameters)
        registry.controls[made.full_name] = made
        return made

    return declare
