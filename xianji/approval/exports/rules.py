"""Who agrees to an export: the role that the decision table names, or the next above it."""

from collections.abc import Sequence

BOTH = ("SD", "LEG")
"""Who decides where nobody else is left: the director together with the legal officer."""
ABOVE = ("SUP", "RM", "SD", "EXE")


def levels(asked: Sequence[str]) -> tuple[str, ...]:
    """The roles of which the first that is not the asker's own agrees; empty where several must together."""
    return ABOVE[ABOVE.index(asked[0]) :] if len(asked) == 1 and asked[0] in ABOVE else ()
