"""Where axes end."""

from decimal import Decimal

import pytest

from xianji.lib import axes


@pytest.mark.parametrize("most, last", [("0", "0"), ("-3", "0"), ("1", "1"), ("3", "4"), ("7", "8"), ("9", "10"), ("10", "10"), ("11", "20"),
                                        ("85", "100"), ("101", "120"), ("1610", "2000"), ("20500000", "24000000"), ("0.3", "0.4")])  # fmt: skip
def test_an_axis_ends_at_the_next_round_number(most, last):
    assert axes.end(Decimal(most)) == Decimal(last) and axes.end(Decimal(most)) >= min(Decimal(most), Decimal(last))


def test_an_axis_is_told_in_four_steps_from_the_top():
    assert axes.ticks(Decimal(2400), str) == ["2400", "1800", "1200", "600", "0"]
