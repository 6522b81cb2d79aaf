"""Tax by rate, and how an invoice falls on the terms of payment: exact to the cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xianji.lib import money

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Term:
    """Part of what is to be paid, and by when."""

    name: str
    amount: Decimal
    due_on: date
    key: int | None = None
    """Which term it is a part of, where there is one."""


def taxes(lines: Iterable[tuple[Decimal, Decimal]]) -> dict[Decimal, tuple[Decimal, Decimal]]:
    """{rate: (net, tax)} of lines (net, rate): the tax of a rate is rounded once."""
    nets: dict[Decimal, Decimal] = {}
    for net, rate in lines:
        nets[rate] = money.plus(nets.get(rate, ZERO), net)
    return {rate: (net, money.times(net, rate)) for rate, net in sorted(nets.items(), reverse=True)}


def totals(lines: Iterable[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal, Decimal]:
    """Net, tax and both together."""
    found = taxes(lines).values()
    net, tax = money.plus(ZERO, *(one for one, _tax in found)), money.plus(ZERO, *(one for _net, one in found))
    return net, tax, money.plus(net, tax)


def fall(gross: Decimal, terms: Sequence[Term], charged: Decimal = ZERO) -> list[Term]:
    """What an invoice takes of the terms in their order, after what was charged before: first the rest of the first term, then
    the next. Beyond all terms nothing is left to charge."""
    found, skip, left = [], charged, gross
    for term in terms:
        used = min(skip, term.amount)
        skip = money.minus(skip, used)
        part = min(left, money.minus(term.amount, used))
        left = money.minus(left, part)
        if part > 0:
            found.append(Term(term.name, part, term.due_on, term.key))
    return found


def spread(amount: Decimal, over: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """{key: part} of an amount, over these in their order, none above what it holds."""
    found: dict[int, Decimal] = {}
    for key, most in over.items():
        part = min(amount, most)
        if part > 0:
            found[key], amount = part, money.minus(amount, part)
    return found


def net_of_note(part: Decimal, of: tuple[Decimal, Decimal], noted: tuple[Decimal, Decimal]) -> Decimal:
    """The net of a credit note over a part, where `of` is (net, gross) of its invoice and `noted` that of the notes before it:
    notes over all of an invoice come to its very net."""
    net, gross = of
    upto = money.round_half_up(money.plus(noted[1], part) * net / gross, money.MONEY)
    return min(max(money.minus(upto, noted[0]), ZERO), part)


def beyond(gross: Decimal, charged: Decimal, most: Decimal | None) -> Decimal:
    """By how much an invoice would charge more than was agreed."""
    return ZERO if most is None else max(ZERO, money.minus(money.plus(gross, charged), most))
