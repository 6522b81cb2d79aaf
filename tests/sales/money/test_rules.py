"""Money is conserved, and the figures of the company table come out to the last digit."""

from datetime import date
from decimal import Decimal as D
from random import Random

from xianji.lib import money
from xianji.sales.dunning import rules as dunning
from xianji.sales.invoices.rules import Term, fall, net_of_note, spread, totals
from xianji.sales.orders.rules import step
from xianji.sales.payments.rules import TooMuch, chosen
from xianji.sales.receivables import rules
from xianji.sales.receivables.rules import Ageing

TABLE = dict(zip(rules.NAMES, map(D, (13_200_000, 2_900_000, 1_250_000, 680_000, 450_000, 200_000, 100_000)), strict=True))
RATES = dict(zip(rules.NAMES, map(D, ("0.005", "0.02", "0.05", "0.1", "0.2", "0.5", "1")), strict=True))
MONTHS = [(D("11755316"), 30), (D("11200000"), 31), (D("10900000"), 31)]


def test_the_company_table():
    aged, sales = Ageing(TABLE), money.plus(*(one for one, _days in MONTHS))
    opening = D("18240000.00")
    assert rules.closing(opening, D("33990916.00"), D("135600.00"), D("33315316.00")) == aged.total == D("18780000.00")
    assert sales == D("33855316") and aged.overdue == D("5580000")
    assert rules.expected_loss(TABLE, RATES) == D("544500.00")
    assert money.share(D("544500"), aged.total) == D("0.028994") and money.share(aged.overdue, aged.total) == D("0.297125")
    whole, best = rules.days_of_sales(aged.total, sales, 92), rules.days_of_sales(aged.current, sales, 92)
    assert (whole, best, whole - best) == (D("51.0336"), D("35.8703"), D("15.1633"))
    assert rules.count_back(aged.total, MONTHS) == D("49.4433")
    assert rules.effectiveness(opening, sales, aged.total, aged.current) == D("0.856538")
    assert rules.concentration({1: D("1002326.08"), 2: D("250000"), 3: D("17527673.92")})[0] == 3
    assert money.share(D("1002326.08"), aged.total) == D("0.053372")
    assert rules.days_of_sales(D(5), D(0), 92) is None and rules.effectiveness(D(0), D(0), D(0), D(0)) is None
    assert rules.count_back(D(5), [(D(2), 30)]) is None


def test_interest_grows_stepwise_with_what_is_owed():
    rate, end, first = D("0.0005"), date(2026, 9, 30), date(2026, 8, 15)
    parts = [
        rules.late_interest(first, end, D("150000"), [(date(2026, 9, 18), D("100000"))], rate),
        rules.late_interest(date(2026, 9, 20), end, D("90000"), [], rate),
        rules.late_interest(date(2026, 9, 24), end, D("110000"), [], rate),
    ]
    assert parts == [D("2850.00"), D("450.00"), D("330.00")] and sum(parts) == D("3630.00")
    assert rules.late_interest(first, date(2026, 8, 1), D("150000"), [], rate) == 0


def test_an_invoice_takes_the_terms_in_their_order():
    """Spec A14 to A17: three invoices on 30 / 60 / 10."""
    terms = [
        Term("30", D("429568.32"), date(2026, 8, 10)), Term("60", D("859136.64"), date(2026, 10, 17)),
        Term("10", D("143189.44"), date(2027, 9, 17)),
    ]  # fmt: skip
    charged, found = D(0), {}
    for gross in (D("890982.40"), D("63600.00"), D("477312.00")):
        for part in fall(gross, terms, charged):
            found[part.name] = found.get(part.name, 0) + part.amount
        charged += gross
    assert found == {one.name: one.amount for one in terms} and charged == D("1431894.40")
    assert fall(D(1), terms, charged) == []
    assert totals([(D("1210880.00"), D("0.13")), (D("60000"), D("0.06"))]) == (D("1270880.00"), D("161014.40"), D("1431894.40"))


def test_each_bucket_ends_where_the_next_begins():
    on = date(2026, 9, 30)
    for days in range(-5, 500):
        due_on = date.fromordinal(on.toordinal() - days)
        oldest, latest = rules.due_between(rules.bucket(days), on)
        assert (oldest is None or oldest <= due_on) and (latest is None or due_on <= latest)
    assert [rules.bucket(days) for days in (0, 1, 30, 31, 90, 91, 180, 181, 365, 366)] == [
        "not_due", "1-30", "1-30", "31-60", "61-90", "91-180", "91-180", "181-365", "181-365", "365+",
    ]  # fmt: skip


def test_each_band_ends_where_the_next_begins():
    on, named = date(2027, 2, 28), {}
    for days in range(2_600):
        issued_on = date.fromordinal(on.toordinal() - days)
        inside = [
            name for name, *_years in rules.BANDS for oldest, latest in [rules.charged_between(name, on)]
            if (oldest is None or oldest <= issued_on) and (latest is None or issued_on <= latest)
        ]  # fmt: skip
        assert len(inside) == 1
        named[issued_on] = inside[0]
    assert [named[day] for day in (date(2026, 2, 28), date(2026, 2, 27), date(2022, 2, 28), date(2022, 2, 27))] == [
        "within 1", "1-2", "4-5", "over 5",
    ]  # fmt: skip


def test_money_is_conserved():
    """100,000 cases: allocation, splitting, terms, parts, credit notes and returns neither make nor lose a cent."""
    chance = Random(20260930)
    cents = lambda most: D(chance.randint(1, most)) / 100  # noqa: E731
    for case in range(100_000):
        kind = case % 6
        if kind == 0:
            left, owed = cents(10**6), [(key, cents(10**5)) for key in range(chance.randint(0, 6))]
            parts = spread(left, dict(owed))
            assert sum(parts.values()) == min(left, sum(one for _key, one in owed))
            assert all(0 < part <= dict(owed)[key] for key, part in parts.items())
        elif kind == 1:
            left, owed = cents(10**4), {key: cents(10**4) for key in range(3)}
            wanted = {key: cents(10**4) for key in range(2)}
            fits = sum(wanted.values()) <= left and all(part <= owed[key] for key, part in wanted.items())
            try:
                assert chosen(left, owed, wanted) == wanted and fits
            except TooMuch:
                assert not fits
        elif kind == 2:
            whole, shares = cents(10**8), [chance.randint(1, 100) for _each in range(chance.randint(1, 5))]
            amounts = money.allocate(whole, shares)
            terms = [Term("", amount, date(2026, 1, 1)) for amount in amounts]
            first = money.round_half_up(whole * chance.randint(0, 100) / 100, 2)
            before, after = fall(first, terms), fall(whole - first, terms, first)
            assert sum(one.amount for one in before + after) == whole == sum(amounts)
        elif kind == 4:
            lines = [(cents(10**6), chance.choice((D("0.13"), D("0.06"), D(0)))) for _each in range(chance.randint(1, 3))]
            net, tax, gross = totals(lines)
            owed = dict(enumerate(money.allocate(gross, [chance.randint(1, 9) for _each in range(chance.randint(1, 3))])))
            nets = grosses = D(0)
            while (left := gross - grosses) > 0:
                part = left if chance.random() < 0.4 else cents(int(left * 100))
                noted = net_of_note(part, (net, gross), (nets, grosses))
                assert 0 <= noted <= part
                for key, taken in spread(part, dict(reversed(owed.items()))).items():
                    owed[key] -= taken
                nets, grosses = nets + noted, grosses + part
                assert sum(owed.values()) == gross - grosses
            assert (nets, grosses - nets) == (net, tax)
        elif kind == 5:
            whole, quantity = cents(10**8), D(chance.randint(1, 500))
            shipped = D(chance.randint(1, int(quantity)))
            back = D(chance.randint(1, int(shipped)))
            steps = step(whole, quantity, D(0), shipped), step(whole, quantity, shipped, shipped - back)
            kept = step(whole, quantity, shipped - back, quantity)
            assert sum(steps) + kept == whole
            assert (steps[1] == -steps[0]) if back == shipped else steps[1] <= 0
        else:
            amount, count = cents(10**8), chance.randint(1, 9)
            parts_of_plan = dunning.parts(amount, date(2026, 1, 31), count)
            assert sum(part for _on, part in parts_of_plan) == amount
            assert max(p for _on, p in parts_of_plan) - min(p for _on, p in parts_of_plan) <= D("0.01")
