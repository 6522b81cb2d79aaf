"""Quantity and money are conserved: however an order is split, delivered in parts, taken back and earned by the month, what was
booked is what the rest is worth, to the cent. A hundred thousand cases."""

from datetime import date
from decimal import Decimal
from random import Random

from xianji.lib import money
from xianji.lib.periods import months_after
from xianji.sales.orders import rules
from xianji.sales.revenue.rules import months_earned

CASES = 100_000
CENT = Decimal("0.01")


def test_a_hundred_thousand_splits_lose_no_cent() -> None:
    """Each case is a line of any quantity and price, of which random parts are taken and given back."""
    pick = Random(20260910)
    for _case in range(CASES // 10):
        quantity = Decimal(pick.randint(1, 9_999_999)).scaleb(-pick.choice((0, 2, 4)))
        total = Decimal(pick.randint(-1, 10**pick.randint(1, 12))).scaleb(-2)
        taken, booked = Decimal(0), Decimal(0)
        for _step in range(10):
            after = money.round_half_up(quantity * pick.randint(0, 1000) / 1000, 4)
            booked += rules.step(total, quantity, taken, after)
            taken = after
        assert booked == rules.worth(total, quantity, taken) and abs(booked) <= abs(total)
        assert booked + rules.step(total, quantity, taken, quantity) == total


def test_taxes_of_lines_are_those_of_the_invoice() -> None:
    """Whatever the lines, their taxes add up to what each rate takes of its lines together."""
    pick, rates = Random(7), [Decimal("0.13"), Decimal("0.06"), Decimal("0.09"), Decimal(0)]
    for _case in range(2_000):
        lines = [(Decimal(pick.randint(0, 10**8)).scaleb(-2), pick.choice(rates)) for _line in range(pick.randint(1, 8))]
        found = rules.taxes([net for net, _rate in lines], [rate for _net, rate in lines])
        for rate in rates:
            net = sum(net for net, of in lines if of == rate)
            assert sum(tax for tax, (_net, of) in zip(found, lines, strict=True) if of == rate) == money.times(net, rate)
            assert all(abs(tax - net * of) < CENT * 8 for tax, (net, of) in zip(found, lines, strict=True))


def test_each_month_of_a_service_is_earned_once() -> None:
    first = date(2026, 1, 31)
    assert [months_after(first, count) for count in (1, 2, 13)] == [date(2026, 2, 28), date(2026, 3, 31), date(2027, 2, 28)]
    assert [months_earned(date(2026, 9, 1), 12, day) for day in (date(2026, 9, 29), date(2026, 9, 30), date(2028, 1, 1))] == [0, 1, 12]
