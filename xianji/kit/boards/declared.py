"""What a resource says of its board; a plain field name is enough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

PER_LANE = 20


@dataclass(frozen=True)
class Board:
    """Lanes by a field with choices, and what a card and a lane's head show.

    `amount` is a money field that each lane adds up; `weights` make the weighted sum; `card` names the second line, then
    what stands beside amount and owner: link, date, next step. `since` is the day a record entered its lane, `norms`
    {lane: days} how long is usual. Lanes in `closed` are folded."""

    by: str
    amount: str = ""
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    link: str = ""
    date: str = ""
    next: str = ""
    since: str = ""
    norms: Mapping[str, int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Every field it shows."""
        return [name for name in (self.link, self.amount, self.date, self.next, self.since) if name]


def board_of(resource: Any) -> Board | None:
    """The resource's board; a field name alone makes lanes with title, owner and count."""
    given = resource.board
    return Board(given) if isinstance(given, str) and given else given or None
