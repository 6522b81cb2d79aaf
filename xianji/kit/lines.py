"""Lines of a record whichever door they come through: they lie where their record lies."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import IntegerField, Q, Value

from xianji.kit import sets, store
from xianji.org.among import Among

Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]
Moved = Mapping[int, tuple[Any, int | None]]
"""{id: (record, its owner before)}; None where all lines go, whoever answers for them."""
NOBODY = 0
_coming: ContextVar[Any] = ContextVar("lines_coming", default=None)


@contextmanager
def coming(model: Any) -> Iterator[None]:
    """A record of this kind is stored together with its lines: what follows from them is reckoned once, when they are there
    as well."""
    token = _coming.set(model)
    try:
        yield
    finally:
        _coming.reset(token)


def are_coming(model: Any) -> bool:
    return _coming.get() is model


def begun(model: Any, via: str, parent: Any) -> Any:
    """A new line of a record, answered for by whoever answers for the record."""
    line = model(**{via: parent})
    if model.owned and parent.owned:
        line.owner_id = parent.owner_id
    return line


@dataclass(frozen=True)
class Lying:
    """What lies with a record; with `of_owner` only what its owner answers for, and only with another owner: what was given to
    somebody else by itself stays there."""

    model: Any
    via: str
    which: Q
    of_owner: bool

    def goes(self, record: Any, before: int | None, owner: int | None) -> bool:
        return not self.of_owner or (record.owner_id is not None and before in (None, owner))


_lying: dict[Any, list[Lying]] = {}


def lie_with(parent: Any, model: Any, via: str, *, which: Q | None = None, of_owner: bool = False) -> None:
    """From now on the lines are handed over with their record, and where it has no owner any more they lie where it lies."""
    if parent not in _lying:
        _lying[parent] = []
        store.follow(parent, partial(follow, parent))
    _lying[parent].append(Lying(model, via, which or Q(), of_owner))


def follow(parent: Any, told: Told) -> None:
    moved = {
        record.pk: (record, changed["owner_id"][0])
        for record, changed in told if "owner_id" in changed and hasattr(record, "_loaded")
    }  # fmt: skip
    if moved:
        lay(parent, moved)


def lay(parent: Any, moved: Moved) -> None:
    """One statement finds the lines of all kinds; each kind is written as a whole."""
    kinds = _lying.get(parent, [])
    places: dict[tuple[int, tuple[tuple[str, Any], ...]], list[int]] = {}
    for at, pk, record_id, owner in found(kinds, sorted(moved)):
        record, before = moved[record_id]
        if kinds[at].goes(record, before, owner):
            names = ("owner_id",) if record.owner_id else ("owner_id", "unit_id", "org_path")
            values = tuple((name, getattr(record, name)) for name in names)
            places.setdefault((at, values), []).append(pk)
    for (at, values), ids in places.items():
        sets.change_many(kinds[at].model.unscoped.filter(Among("pk", ids)), dict(values), verb="hand_over")


def passed(record: Any, before: int | None) -> None:
    """Lines that came to a record from another one, whose owner was `before`, lie where it lies."""
    if record.owned:
        lay(type(record), {record.pk: (record, before or NOBODY)})


def found(kinds: list[Lying], ids: list[int]) -> Any:
    """(place of the kind, line, record, owner of the line)."""
    rows = [
        one.model.unscoped.filter(one.which, Among(one.via, ids)).order_by().values_list(
            Value(at, output_field=IntegerField()), "pk", one.via, "owner"
        )
        for at, one in enumerate(kinds)
    ]  # fmt: skip
    return rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0] if rows else ()
