"""Who agrees to an export, by its rows and by what it shows."""

STEPS = ((500, "SUP"), (2000, "RM"))
"""Up to so many rows this role agrees; beyond, and to anything guarded, the director together with the legal officer."""
ABOVE = ("SUP", "RM", "SD", "EXE")
BOTH = ("SD", "LEG")


def levels(rows: int, *, is_guarded: bool) -> tuple[str, ...]:
    """The roles of which the first that is not the asker's own agrees; empty where both officers must."""
    lowest = next((role for most, role in STEPS if rows <= most), "")
    return () if is_guarded or not lowest else ABOVE[ABOVE.index(lowest) :]
