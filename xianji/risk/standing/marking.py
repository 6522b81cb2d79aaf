"""How grave the use of a limit is, by the table of warnings (W7)."""

from decimal import Decimal

from xianji.rulebook.tables.deciding import decide


def level(use: Decimal) -> str:
    """Green, yellow or red; `use` is a share of the limit."""
    return str(decide("warning.levels", indicator="W7", value=use * 100)["level"])
