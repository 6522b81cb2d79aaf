"""What lines come to, and what a part of one is worth: pure, exact, and never a cent lost by splitting."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from xianji.lib import money

ZERO = Decimal(0)
AGREED = ("customer_id", "contract_id", "amount", "tax", "advance")
"""What stands of an order from its confirmation on."""
FOLLOWED = ("waiting", "partly", "done", "closed")
"""Orders that are delivered from here."""
LINE_AGREED = ("order_id", "product_id", "quantity", "price", "tax_rate", "months", "deleted_at")


def net_of(quantity: Decimal, price: Decimal) -> Decimal:
    return money.times(quantity, price)


def taxes(nets: Sequence[Decimal], rates: Sequence[Decimal]) -> list[Decimal]:
    """The tax of each line: rounded once for all lines of one rate, as on the invoice, then split among them."""
    groups: dict[Decimal, list[int]] = defaultdict(list)
    for place, rate in enumerate(rates):
        groups[rate].append(place)
    found = [ZERO] * len(nets)
    for rate, places in groups.items():
        total = money.times(money.plus(*(nets[place] for place in places)), rate)
        if total:
            for place, part in zip(places, money.allocate(total, [nets[place] for place in places]), strict=True):
                found[place] = part
    return found


def worth(total: Decimal, of: Decimal, part: Decimal) -> Decimal:
    """What so much of a whole is worth that is worth `total` altogether; in whole units, as no figure is too large for them."""
    over, under = money.to_units(total, money.MONEY) * money.to_units(part, money.QUANTITY), money.to_units(of, money.QUANTITY)
    units = (2 * abs(over) + under) // (2 * under)
    return money.from_units(units if over >= 0 else -units, money.MONEY)


def step(total: Decimal, of: Decimal, before: Decimal, after: Decimal) -> Decimal:
    """What goes along when so much more (or less) of a whole is taken: all steps together are what was taken, to the cent."""
    return money.minus(worth(total, of, after), worth(total, of, before))


def state_of(ordered: Sequence[Decimal], shipped: Sequence[Decimal]) -> str:
    """How far lines are on their way: waiting, partly or done."""
    if all(there >= asked for asked, there in zip(ordered, shipped, strict=True)):
        return "done"
    return "partly" if any(shipped) else "waiting"


def is_sound(defective: Decimal, quantity: Decimal, most: Decimal) -> bool:
    """Whether so few pieces were defective."""
    return defective <= money.times(quantity, most, 10)
