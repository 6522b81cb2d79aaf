"""What the stages mean: default probability and the order in which they follow."""

from decimal import Decimal

ORDER = ("qualify", "needs", "solution", "negotiation", "contract")
OPEN = ORDER
PROBABILITY = dict(zip(ORDER, map(Decimal, ("0.10", "0.25", "0.50", "0.75", "0.90")), strict=True)) | {
    "won": Decimal(1),
    "lost": Decimal(0),
}

LONGEST = {"qualify": 30, "needs": 45, "solution": 45, "negotiation": 45, "contract": 20}
"""Days that a deal usually stays in a stage at most."""


def after(stage: str) -> str | None:
    """The stage that follows; None after the last."""
    place = ORDER.index(stage) if stage in ORDER else len(ORDER)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def goes_back(before: str, to: str) -> bool:
    return before in ORDER and to in ORDER and ORDER.index(to) < ORDER.index(before)
