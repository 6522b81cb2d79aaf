"""Who acts now: one context variable that every reading and writing asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


class NoActor(RuntimeError):
    """Something was read or written and nobody had said on whose behalf."""


class OnlyLooks(RuntimeError):
    """Something was to be written while somebody merely looks at the product as another person."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a permission holds: everywhere, one's own, shared with one, or under organisation paths."""

    everywhere: bool = False
    own: bool = False
    shared: bool = False
    units: frozenset[str] = frozenset()
    """Paths of single units, without those below."""
    trees: frozenset[str] = frozenset()
    """Paths whose whole subtree counts."""

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(
            self.everywhere or other.everywhere,
            self.own or other.own,
            self.shared or other.shared,
            self.units | other.units,
            self.trees | other.trees,
        )

    def holds_path(self, path: str) -> bool:
        """Whether a record filed under this organisation path lies within."""
        return self.everywhere or path in self.units or any(path.startswith(tree) for tree in self.trees)


EVERYWHERE = Reach(everywhere=True)


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A person at work, or the system: a name for the journal and the permissions with their reach."""

    name: str
    user_id: int | None = None
    person_id: int | None = None
    unit_id: int | None = None
    unit_path: str = ""
    rights: Mapping[str, Reach] = field(default_factory=dict)
    is_system: bool = False
    version: int = 0
    only_looks: bool = False
    """Whether somebody else sees the product as this actor: nothing may be written then."""

    def reach(self, permission: str) -> Reach | None:
        """Where this permission holds for the actor; None means nowhere."""
        return EVERYWHERE if self.is_system else self.rights.get(permission)

    def may(self, permission: str) -> bool:
        return self.reach(permission) is not None


SYSTEM = Actor(name="system", is_system=True)

_now: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current() -> Actor:
    """The one who acts now; raises NoActor when nobody does."""
    actor = _now.get()
    if actor is None:
        raise NoActor(
            "No actor: wrap this in lib.actor.acting(…), or use Model.unscoped in a job, control or migration."
        )
    return actor


def current_or_none() -> Actor | None:
    return _now.get()


@contextmanager
def acting(actor: Actor | None) -> Iterator[Actor | None]:
    """Everything inside happens on behalf of this actor."""
    token = _now.set(actor)
    try:
        yield actor
    finally:
        _now.reset(token)
