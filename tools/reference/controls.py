"""The clauses that are checked by the product itself."""

from collections.abc import Iterator

from tools.reference.tables import code, table
from xianji.kit import registry


def page() -> Iterator[str]:
    yield from ("# Controls", "", "Which clause is checked on which object, when, and with which parameters.", "")
    rows = [
        (one.clause, f"`{one.full_name}`", (one.check.__doc__ or "").strip(), one.every or "when it is done",
         code(one.blocks), ", ".join(f"{name} = {value}" for name, value in one.parameters.items()))
        for one in sorted(registry.controls.values(), key=lambda one: (one.clause, one.full_name))
    ]  # fmt: skip
    yield from table(("Clause", "Control", "Rule", "Looks", "Blocks", "Parameters"), rows)
    if not rows:
        yield "No chapter declares one yet; the joint is `@control` in `xianji/kit/controls.py`."
