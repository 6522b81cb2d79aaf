"""What the rulebook says about keeping: after how many months, and for how long restricted where the law keeps a record."""

from dataclasses import dataclass
from datetime import date

from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

TABLE = "retention.rules"


@dataclass(frozen=True)
class Terms:
    """`months`: None keeps for ever. `kept`: months from the record that the law keeps; None erases all the same."""

    months: int | None
    kept: int | None
    rule: str


def terms(kind: str, on: date, *, booked: bool) -> Terms:
    said = decide(TABLE, on, kind=kind, booked=booked)
    months, kept = said["months"], said["kept"]
    return Terms(None if months is None else int(months), None if kept is None else int(kept),
                 f"{TABLE} {said.version}/{','.join(said.rows)}")  # fmt: skip


def notice(on: date) -> int:
    """Days between the announcement and the erasing."""
    return int(value("retention.notice", on))
