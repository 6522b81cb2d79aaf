"""What is counted of a delivery: quantities that may be planned, and what an acceptance comes to."""

from collections.abc import Sequence
from decimal import Decimal

from xianji.lib import money

ZERO = Decimal(0)


def most(ordered: Decimal, planned: Decimal) -> Decimal:
    """How much of a line may still be put into a delivery."""
    return max(money.minus(ordered, planned), ZERO)


def suits(quantity: Decimal, accepted: Decimal, defective: Decimal) -> bool:
    """Whether no more was accepted and found defective than there was."""
    return min(accepted, defective) >= 0 and money.plus(accepted, defective) <= quantity


def outcome(shipped: Sequence[Decimal], accepted: Sequence[Decimal]) -> str:
    """The state that an acceptance leads to: all of it, some of it, or nothing."""
    if all(a == q for q, a in zip(shipped, accepted, strict=True)):
        return "accepted"
    return "partly" if any(accepted) else "rejected"


def is_on_time(due: object, met: object) -> bool:
    """On time and in full: accepted in full by the due day."""
    return met is not None and due is not None and met <= due  # type: ignore[operator]
