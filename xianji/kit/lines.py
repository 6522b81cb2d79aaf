"""Lines of a record whichever door they come through: they lie where their record lies."""

from typing import Any

from xianji.kit import sets, store


def begun(model: Any, via: str, parent: Any) -> Any:
    """A new line of a record, answered for by whoever answers for the record."""
    line = model(**{via: parent})
    if model.owned and parent.owned:
        line.owner_id = parent.owner_id
    return line


def lie_with(parent: Any, model: Any, via: str) -> None:
    """From now on the lines are handed over with their record."""

    def follow(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
        for record, changed in told:
            if "owner_id" in changed and hasattr(record, "_loaded"):
                rows = model.unscoped.filter(**{via: record})
                sets.change_many(rows, {"owner_id": record.owner_id}, verb="hand_over")

    store.follow(parent, follow)
