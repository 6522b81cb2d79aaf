"""Formulas of the trade by figures one can check by hand, one row each."""

from decimal import Decimal as D
from typing import Any

from xianji.lib import money
from xianji.planning.prices import rules as prices
from xianji.sales.quotes import rules as quotes

KEPT = quotes.waterfall(D(1_436_000), D(1_270_880), goods=D(1_210_880), rebate=D("0.02"), freight=D(8000), cost=D(740_000))
ROWS: list[tuple[str, Any, Any]] = [
    ("F-07", money.allocate("100.00", [1, 1, 1]), [D("33.34"), D("33.33"), D("33.33")]),
    ("F-07, fewer cents than parts", money.allocate("0.05", [3, 3, 3]), [D("0.02"), D("0.02"), D("0.01")]),
    ("F-31, nothing won or lost", money.share(D(0), D(0)), None),
    ("F-40, one after the other", quotes.one_after_the_other((D("0.10"), D("0.05"))), D("0.145")),
    ("F-40, floor rounded up", prices.floor(D(620), D("0.28")), D("861.12")),
    ("F-40, the pocket", (KEPT.rebate, KEPT.pocket, KEPT.left, KEPT.margin), (D("24217.60"), D("1238662.40"), D("498662.40"), D("0.402581"))),
    ("F-40, days to pay", quotes.waterfall(D(365), D(365), days=30, capital=D("0.10")).financing, 3),
]  # fmt: skip


def test_each_comes_out_to_the_last_digit() -> None:
    assert [(name, found) for name, found, _wanted in ROWS] == [(name, wanted) for name, _found, wanted in ROWS]
