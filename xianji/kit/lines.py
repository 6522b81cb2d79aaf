"""Lines of a record whichever door they come through: they lie where their record lies."""

from typing import Any

from xianji.kit import sets, store
from xianji.org.among import Among


def begun(model: Any, via: str, parent: Any) -> Any:
    """A new line of a record, answered for by whoever answers for the record."""
    line = model(**{via: parent})
    if model.owned and parent.owned:
        line.owner_id = parent.owner_id
    return line


def lie_with(parent: Any, model: Any, via: str) -> None:
    """From now on the lines are handed over with their record."""

    def follow(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
        moved: dict[int | None, list[int]] = {}
        for record, changed in told:
            if "owner_id" in changed and hasattr(record, "_loaded"):
                moved.setdefault(record.owner_id, []).append(record.pk)
        for owner_id, ids in moved.items():
            sets.change_many(model.unscoped.filter(Among(via, ids)), {"owner_id": owner_id}, verb="hand_over")

    store.follow(parent, follow)
