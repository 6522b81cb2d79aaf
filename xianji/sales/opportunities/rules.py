"""The order in which the stages follow; what the business says of each stands in a decision table (`stages`)."""

ORDER = ("qualify", "needs", "solution", "negotiation", "contract")
OPEN = ORDER
STAGES = (*ORDER, "won", "lost")


def after(stage: str) -> str | None:
    """The stage that follows; None after the last."""
    place = ORDER.index(stage) if stage in ORDER else len(ORDER)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def goes_back(before: str, to: str) -> bool:
    return before in ORDER and to in ORDER and ORDER.index(to) < ORDER.index(before)
