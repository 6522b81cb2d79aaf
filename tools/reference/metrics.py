"""The figures that have a name."""

from collections.abc import Iterator

from tools.reference.tables import code, table
from xianji.kit import registry
from xianji.kit.metrics.dimensions import PERIODS


def page() -> Iterator[str]:
    yield from ("# Figures", "", "Every figure with a name: what counts, on which day, in which unit.", "")
    yield "`xianji metrics NAME --by DIMENSION [--as USER] --json` prints them; each opens the list that it counts."
    yield ""
    rows = [
        (f"`{one.name}`", one.label, f"{one.unit}, {one.digits} decimals", f"`{one.dated}`",
         code(f"{name}={value}" for name, value in one.opens.items()), (one.value.__doc__ or "").strip())
        for one in registry.metrics.values()
    ]  # fmt: skip
    yield from table(("Name", "Label", "Unit", "Counted on", "Rows", "What it is"), rows)
    yield "Dimensions: " + code([*PERIODS, "owner", "unit", "manager", "region"])
    yield "and every link or choice that the object's list can be filtered by."
