"""Lines of a record whichever door they come through: they lie where their record lies."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from xianji.kit import sets, store
from xianji.org.among import Among

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


def lie_with(parent: Any, model: Any, via: str) -> None:
    """From now on the lines are handed over with their record, and where it has no owner any more they lie where it lies."""

    def follow(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
        lay(model, via, [record for record, changed in told if "owner_id" in changed and hasattr(record, "_loaded")])

    store.follow(parent, follow)


def lay(model: Any, via: str, records: list[Any]) -> None:
    """The lines of these records lie where their records lie now."""
    places: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for record in records:
        names = ("owner_id",) if record.owner_id else ("owner_id", "unit_id", "org_path")
        places.setdefault(tuple((name, getattr(record, name)) for name in names), []).append(record.pk)
    for values, ids in places.items():
        sets.change_many(model.unscoped.filter(Among(via, ids)), dict(values), verb="hand_over")
