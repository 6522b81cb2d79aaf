"""What an acceptance comes to."""

from collections.abc import Sequence
from decimal import Decimal

from xianji.lib import money


def suits(quantity: Decimal, accepted: Decimal, defective: Decimal) -> bool:
    """Whether no more was accepted and found defective than there was."""
    return min(accepted, defective) >= 0 and money.plus(accepted, defective) <= quantity


def outcome(shipped: Sequence[Decimal], accepted: Sequence[Decimal]) -> str:
    """The state that an acceptance leads to: all of it, some of it, or nothing."""
    if all(a == q for q, a in zip(shipped, accepted, strict=True)):
        return "accepted"
    return "partly" if any(accepted) else "rejected"

