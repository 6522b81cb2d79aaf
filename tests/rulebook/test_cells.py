"""The small language of cells, and what is said about those that cannot be read."""

from decimal import Decimal

import pytest

from xianji.rulebook.kinds import Kind, Unreadable
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.compiled import expression
from xianji.rulebook.tables.content import Column

AMOUNT = Column("amount", "Amount", Kind.MONEY, optional=True)
DAYS = Column("days", "Days", Kind.DAYS)
SHARE = Column("share", "Share", Kind.PERCENT)
SIZE = Column("size", "Size", Kind.CHOICE, choices=(("large", "Large"), ("small", "Small")), optional=True)
ROLES = Column("roles", "Roles", Kind.CHOICE, choices=(("FIN", "Finance"), ("LEG", "Legal")), many=True)


@pytest.mark.parametrize(("column", "typed", "kept", "asked"), [
    (DAYS, "", "", ""), (DAYS, "任意", "", ""), (DAYS, ">=90", "≥ 90", ">= 90"), (DAYS, "≥ 90", "≥ 90", ">= 90"),
    (DAYS, "[85,90)", "[85, 90)", "[85..90)"), (DAYS, "（85，90］", "(85, 90]", "(85..90]"), (DAYS, "5..7", None, None),
    (DAYS, "[-5, 5]", "[-5, 5]", "[-5..5]"), (DAYS, "< 5; > 9", "< 5; > 9", "< 5, > 9"), (DAYS, "7", "7", "[7..7]"),
    (DAYS, "≠ 7", "< 7; > 7", "< 7, > 7"),
    (SHARE, "≤ 5%", "≤ 5%", "<= 0.05"), (SHARE, "[5, 12.5)", "[5%, 12.5%)", "[0.05..0.125)"),
    (AMOUNT, "≥ 2,000,000", "≥ 2,000,000", ">= 2000000"), (AMOUNT, "≥ 200万", "≥ 2,000,000", ">= 2000000"),
    (AMOUNT, "[500,000, 2,000,000)", "[500,000, 2,000,000)", "[500000..2000000)"), (AMOUNT, "unknown", "unknown", "== null"),
    (AMOUNT, "< 5; unknown", "< 5; unknown", "== null, < 5"),
    (SIZE, "Large", "large", '"large"'), (SIZE, "small、large", "large, small", '"large", "small"'), (SIZE, "≠ large", "small, unknown", '== null, "small"'),
])  # fmt: skip
def test_a_condition_is_read_kept_and_compiled(column, typed, kept, asked):
    if kept is None:
        with pytest.raises(Unreadable):
            cells.canonical(column, typed)
        return
    assert cells.canonical(column, typed) == kept
    assert cells.canonical(column, kept) == kept, "what is kept is read as itself"
    assert expression(column, kept) == asked


@pytest.mark.parametrize(("column", "typed", "rule"), [
    (DAYS, "soon", "is not a number"), (DAYS, "2.5", "not a whole number"), (DAYS, "[90, 85)", "nothing lies between"), (DAYS, "[5", "a range is written"),
    (DAYS, "[1, 2, 3]", "two ends"), (DAYS, ">= ((", "is not a number"), (DAYS, "1 +", "is not a number"), (DAYS, "unknown", "always known"),
    (DAYS, "5%", "no percent"), (AMOUNT, "0.0000001", "more digits"), (AMOUNT, "9999999999999999", "more digits"), (SIZE, "huge", "none of the choices"),
    (AMOUNT, "[500,000,2,000,000)", "two ends"),
])  # fmt: skip
def test_a_malformed_cell_says_why(column, typed, rule):
    with pytest.raises(Unreadable, match=rule):
        cells.canonical(column, typed)


def test_answers_are_exact_values():
    assert cells.value(SHARE, cells.answer(SHARE, "2.5%")) == Decimal("0.025")
    assert cells.value(ROLES, cells.answer(ROLES, "Legal、FIN")) == ("FIN", "LEG")
    assert cells.value(DAYS, cells.answer(DAYS, " ")) is None
    with pytest.raises(Unreadable, match="only one"):
        cells.answer(SIZE, "Large, Small")
