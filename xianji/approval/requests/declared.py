"""Which objects go through approvals: what is guarded once it was asked for, and whether many may be decided together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import ForeignKey

from xianji.kit import registry
from xianji.kit.actions import Action


@dataclass
class Approvable:
    """A kind of record whose verbs may need an approval. A change of a `guarded` field afterwards is refused or, where the
    object names the verb, `reopens` the matter. Where agreeing asks for more than a yes, `through` is the verb of the object by
    which one agrees, and `heard(request, person, answer)` refuses an answer that lacks it."""

    model: Any
    guarded: tuple[str, ...] = ()
    reopens: Action | None = None
    in_bulk: bool = False
    through: Action | None = None
    heard: Callable[[Any, int | None, str], None] | None = None
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = frozenset(self.model._meta.get_field(name).attname for name in self.guarded)

    @cached_property
    def states(self) -> dict[str, frozenset[str]]:
        """{state field: the states to which only an approval leads}."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for action in registry.actions_of(self.model):
            only, open_ones = found.setdefault(action.state_field, (set(), set()))
            (only if action.only_through else open_ones).update(action.then)
        closed = {name: frozenset(only - open_ones - {self._first(name)}) for name, (only, open_ones) in found.items() if only}
        return {name: states for name, states in closed.items() if states}

    def _first(self, name: str) -> str:
        """The state in which records begin."""
        return str(self.model._meta.get_field(name).get_default())

    def digest(self, record: Any) -> str:
        """What the guarded fields say, as a fingerprint; empty where nothing is guarded."""
        if not self.columns:
            return ""
        told = "\0".join(f"{name}={self._text(record, name)}" for name in sorted(self.columns))
        return sha256(told.encode()).hexdigest()

    @staticmethod
    def _text(record: Any, column: str) -> str:
        found = next(f for f in record._meta.concrete_fields if f.attname == column)
        value = getattr(record, column)
        return "" if value is None else str(value) if isinstance(found, ForeignKey) else str(found.value_to_string(record))


kinds: dict[str, Approvable] = {}


def kind_of(label: str) -> Approvable | None:
    return kinds.get(label)
