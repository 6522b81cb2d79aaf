"""What a quote comes to: discounts one after the other, tax by rate, margin, the waterfall of its price, and what an approval
covers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xianji.lib import money

NOTHING, WHOLE = Decimal(0), Decimal(1)
YEAR = 365


@dataclass(frozen=True)
class Line:
    """So much of something at a list price; the cost of a unit where it is known."""

    quantity: Decimal
    list_price: Decimal
    discount: Decimal = NOTHING
    tax_rate: Decimal = NOTHING
    cost: Decimal | None = None
    is_goods: bool = True


@dataclass(frozen=True)
class Reckoned:
    """What a line comes to."""

    list_price: Decimal
    at_list: Decimal
    price: Decimal
    net: Decimal
    tax: Decimal
    cost: Decimal | None
    discount: Decimal
    """With that on the whole."""

    @property
    def margin(self) -> Decimal | None:
        return margin(self.net, self.cost)


@dataclass(frozen=True)
class Totals:
    """What all lines come to; the cost is unknown as soon as one is."""

    lines: tuple[Reckoned, ...]
    at_list: Decimal
    net: Decimal
    tax: Decimal
    cost: Decimal | None
    taxes: tuple[tuple[Decimal, Decimal, Decimal], ...]
    """(rate, net, tax) for each rate."""
    goods: Decimal = NOTHING
    """Of the net amount what is goods."""
    goods_cost: Decimal | None = None
    """Of the cost; unknown as soon as one of the goods has none."""

    @property
    def gross(self) -> Decimal:
        return money.plus(self.net, self.tax)

    @property
    def margin(self) -> Decimal | None:
        return margin(self.net, self.cost)

    @property
    def margins(self) -> tuple[Decimal | None, Decimal | None]:
        """Of goods and of the rest, each as part of its own net amount."""
        rest = None if self.cost is None or self.goods_cost is None else money.minus(self.cost, self.goods_cost)
        return margin(self.goods, self.goods_cost), margin(money.minus(self.net, self.goods), rest)

    @property
    def discount(self) -> Decimal:
        """Of the whole, from what it is at list price."""
        return money.share(money.minus(self.at_list, self.net), self.at_list) or NOTHING


def one_after_the_other(discounts: Iterable[Decimal]) -> Decimal:
    """10 % and then 5 % are 14.5 %."""
    left = WHOLE
    for one in discounts:
        left *= WHOLE - one
    return money.round_half_up(WHOLE - left, money.RATE)


def margin(net: Decimal, cost: Decimal | None) -> Decimal | None:
    """Of what is sold what is left after its cost; unknown without a cost, or where nothing is sold."""
    return None if cost is None or net <= 0 else money.share(money.minus(net, cost), net)


def reckon(lines: Sequence[Line], discount: Decimal = NOTHING) -> Totals:
    """Each line is rounded once; tax is rounded once for each rate and then shared among its lines to the cent."""
    nets = [money.product(one.quantity, one.list_price, WHOLE - one.discount, WHOLE - discount) for one in lines]
    rates = sorted({one.tax_rate for one in lines}, reverse=True)
    taxes, shares = [], [NOTHING] * len(lines)
    for rate in rates:
        places = [place for place, one in enumerate(lines) if one.tax_rate == rate]
        net = money.plus(*(nets[place] for place in places))
        tax = money.times(net, rate)
        taxes.append((rate, net, tax))
        if net > 0:
            for place, part in zip(places, money.allocate(tax, [nets[place] for place in places]), strict=True):
                shares[place] = part
    made = tuple(
        Reckoned(
            one.list_price, money.times(one.quantity, one.list_price), unit_price(one, discount), net, tax,
            None if one.cost is None else money.times(one.quantity, one.cost), one_after_the_other((one.discount, discount)),
        )
        for one, net, tax in zip(lines, nets, shares, strict=True)
    )  # fmt: skip
    goods = [one for one, line in zip(made, lines, strict=True) if line.is_goods]
    return Totals(
        made, money.plus(*(one.at_list for one in made)), money.plus(*nets), money.plus(*(tax for _rate, _net, tax in taxes)),
        cost_of(made), tuple(taxes), money.plus(*(one.net for one in goods)), cost_of(goods),
    )  # fmt: skip


def cost_of(lines: Sequence[Reckoned]) -> Decimal | None:
    """Of all of them; unknown as soon as one is, or where there are none."""
    known = [one.cost for one in lines if one.cost is not None]
    return money.plus(*known) if lines and len(known) == len(lines) else None


def unit_price(line: Line, discount: Decimal) -> Decimal:
    """For the eye; the net amount is not reckoned from it."""
    return money.product(line.list_price, WHOLE - line.discount, WHOLE - discount, scale=money.PRICE)


@dataclass(frozen=True)
class Waterfall:
    """From the list price over the invoice to what stays in the pocket."""

    at_list: Decimal
    invoice: Decimal
    rebate: Decimal
    freight: Decimal
    financing: Decimal
    cost: Decimal | None

    @property
    def discounts(self) -> Decimal:
        return money.minus(self.at_list, self.invoice)

    @property
    def pocket(self) -> Decimal:
        return money.minus(self.invoice, money.plus(self.rebate, self.freight, self.financing))

    @property
    def left(self) -> Decimal | None:
        return None if self.cost is None else money.minus(self.pocket, self.cost)

    @property
    def margin(self) -> Decimal | None:
        return margin(self.pocket, self.cost)


def waterfall(
    at_list: Decimal, invoice: Decimal, *, goods: Decimal = NOTHING, rebate: Decimal = NOTHING, freight: Decimal = NOTHING,
    days: int = 0, capital: Decimal = NOTHING, cost: Decimal | None = None,
) -> Waterfall:  # fmt: skip
    """The rebate is paid on goods; waiting for the money costs the price × days ÷ 365 × the cost of capital."""
    financing = money.round_half_up(invoice * days * capital / YEAR, 2)
    return Waterfall(at_list, invoice, money.times(goods, rebate), freight, financing, cost)


@dataclass(frozen=True)
class Asked:
    """What the table of authority is asked about one line, or about the whole."""

    discount: Decimal
    margin: Decimal
    below_cost: bool


def asked(totals: Totals) -> list[Asked]:
    """Every line, then the whole: the strictest of them counts. Where the cost is unknown nothing is said of a margin."""
    rows = [(one.discount, one.net, one.cost) for one in totals.lines] + [(totals.discount, totals.net, totals.cost)]
    return [
        Asked(max(discount, NOTHING), WHOLE if cost is None else margin(net, cost) or NOTHING, cost is not None and net < cost)
        for discount, net, cost in rows
    ]  # fmt: skip


def steps(approvers: Iterable[str], held: Iterable[str]) -> list[tuple[str, ...]]:
    """The chain from below: supervisor, regional manager, then director and finance together, then legal, then the board.
    What lies at or below the level of whoever asks is left out."""
    order = (("SUP",), ("RM",), ("SD", "FIN"), ("LEG",), ("EXE",))
    needed, own = set(approvers), set(held)
    place = max((at for at, roles in enumerate(order) if own & set(roles) - {"FIN", "LEG"}), default=-1)
    found = [tuple(role for role in roles if role in needed and role not in own) for at, roles in enumerate(order)]
    return [roles for at, roles in enumerate(found) if roles and (at > place or roles in (("FIN",), ("LEG",)))]


LEAST, POINT = Decimal("0.9"), Decimal("0.01")


@dataclass(frozen=True)
class Sold:
    """What was approved, or is asked about now: how much of each product, at which margin and level."""

    quantities: Mapping[int, Decimal]
    margin: Decimal | None
    level: str


def is_covered(before: Sold, after: Sold) -> bool:
    """Whether an approval still holds for the next version: it asks for no higher level, no quantity fell by more than a
    tenth, and the mix did not move the margin by more than a point."""
    if after.level > before.level or after.quantities.keys() - before.quantities.keys():
        return False
    if any(after.quantities.get(one, NOTHING) < quantity * LEAST for one, quantity in before.quantities.items()):
        return False
    if before.margin is None or after.margin is None:
        return before.margin is after.margin
    return abs(money.minus(after.margin, before.margin)) <= POINT
