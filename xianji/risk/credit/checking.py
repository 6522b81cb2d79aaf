"""May this order go on? Asked in the transaction of the order; the customer's row is held until that ends, so that of two
orders at once the second sees the first."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.kit import store
from xianji.kit.said import sentence
from xianji.kit.web import writing
from xianji.lib import money
from xianji.risk.credit import rules
from xianji.risk.credit.keeping import grant, locked, room_of
from xianji.risk.limits.granted import Granted, granted, project_of
from xianji.risk.limits.models import CreditLimit
from xianji.rulebook.parameters.reading import value

ZERO = Decimal(0)
STANDARD, PROJECT = "STANDARD", "PROJECT"
counted: list[Callable[[int], Decimal]] = []
"""Who says how much of an order the posted exposure holds already; the chapter with orders puts its function here at start."""


@dataclass(frozen=True)
class Checked:
    """What came of it, with the figures that a person is shown."""

    passed: bool
    why: str
    """A kept sentence, why it does not pass; empty where it does."""
    exposure: Decimal
    """With this order."""
    limit: Decimal
    """The standard limit with the temporary one, or that of the project."""
    available: Decimal
    """Before this order; less than nothing where more is owed than is granted."""
    excess: Decimal
    """By how much the exposure is beyond the limit."""
    kind: str


def check(customer_id: int, gross: Decimal, advance: Decimal = ZERO, contract_id: int | None = None,
          order_id: int | None = None) -> Checked:  # fmt: skip
    """Exposure with this order against limit and temporary limit (or the contract's project limit), and no overdue payment of
    30 days or more. `advance` is what is due before shipment; of an order that is counted already nothing is counted twice."""
    on = timezone.localdate()
    with store.whole():
        (row,) = locked([customer_id], {customer_id})
        given = granted([customer_id], on).get(customer_id, Granted())
        grant(row, given)
        room, asked = room_of(row, given, on), money.minus(gross, advance)
        project, there = project_of(customer_id, contract_id, on), already(order_id)
    hold = int(value("credit.hold", on))
    if project is not None:
        return of_project(project, asked, there, room, hold)
    exposure = money.plus(money.minus(row.exposure, there), asked)
    whole = ZERO if room.is_frozen else room.whole
    code = rules.objection(room, exposure, asked, hold=hold)
    return made(code, exposure, whole, asked, STANDARD, room)


def of_project(project: CreditLimit, asked: Decimal, there: Decimal, room: rules.Room, hold: int) -> Checked:
    """Its own limit, outside the standard one; who is stopped or overdue is held all the same."""
    exposure = money.plus(money.minus(project.used, there), asked)
    frozen = project.state == CreditLimit.State.FROZEN
    own = rules.Room(project.amount, ZERO, room.rating, room.is_aged, frozen, room.overdue_days)
    return made(rules.objection(own, exposure, asked, hold=hold), exposure, ZERO if frozen else own.limit, asked, PROJECT, own)


def already(order_id: int | None) -> Decimal:
    return sum((count(order_id) for count in counted), ZERO) if order_id is not None else ZERO


def made(code: str, exposure: Decimal, whole: Decimal, asked: Decimal, kind: str, room: rules.Room) -> Checked:
    available, excess = money.plus(money.minus(whole, exposure), asked), max(money.minus(exposure, whole), ZERO)
    told = {"exposure": exposure, "limit": whole, "excess": excess}
    return Checked(not code, reason(code, room, told) if code else "", exposure, whole, available, excess, kind)


def reason(code: str, room: rules.Room, figures: dict[str, Decimal]) -> str:
    """Why it does not pass, in a sentence with its figures."""
    told = {name: writing.money(amount) for name, amount in figures.items()} | {"days": room.overdue_days, "rating": room.rating}
    message = {
        rules.STOPPED: gettext_noop("The customer is rated %(rating)s: nothing is sold to it."),
        rules.OVERDUE: gettext_noop("A payment is overdue for %(days)s days."),
        rules.UNRATED: gettext_noop("The customer has no credit rating; it is assessed first, or pays in advance."),
        rules.AGED: gettext_noop("The credit rating is too old to grant credit; it is looked at again first."),
        rules.FROZEN: gettext_noop("The limit is frozen."),
        rules.BEYOND: gettext_noop("The exposure would be %(exposure)s, which is %(excess)s beyond the limit of %(limit)s."),
    }[code]
    return sentence(message, **told)
