"""One record by its id: read by its key alone, and whether the actor may see it decided in memory, as it is for changing.

The statement is the same for every actor, so it is compiled once.
"""

from functools import lru_cache
from typing import Any

from xianji.kit.records.holding import Holding
from xianji.lib import actor
from xianji.org.prepared import Given, Question, by_key

LARGEST = 2**63 - 1


def seen(model: Any, pk: int, *links: str, trashed: bool = False) -> Any | None:
    """The record, if the actor may see it, and with it what it links to; only who asks for it meets the trash."""
    who = actor.current()
    if who.reach(f"{model.label()}.view") is None or not 0 <= pk <= LARGEST:
        return None
    record = by_key(model, *links).one(pk=pk)
    if record is None or (record.deleted_at is not None and not trashed) or not is_seen(record):
        return None
    return record


def is_seen(record: Any) -> bool:
    """Whether the actor may see a record that is at hand."""
    return Holding(record, actor.current()).may(f"{record.label()}.view")


def held(model: Any, pk: int) -> Any | None:
    """The row as it stands now, also in the trash, held until the transaction ends; for those who decide themselves."""
    return _held(model).one(pk=pk)


@lru_cache(maxsize=1024)
def _held(model: Any) -> Question:
    def make() -> Any:
        return model.unscoped.select_for_update(of=("self",)).filter(pk=Given("pk", model._meta.pk))

    return Question(("held", model), make, model)
