"""What a customer took of a delivery, and what becomes of the rest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from xianji.kit import sets
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.sales.deliveries import rules
from xianji.sales.deliveries.counting import move, parts_of
from xianji.sales.deliveries.models import Delivery, DeliveryLine

ONE = re.compile(r"(\d{1,12})=(\d{1,12}(?:\.\d{1,4})?)(?:/(\d{1,12}(?:\.\d{1,4})?))?", re.ASCII)
WRITTEN = ["accepted", "defective", "replaced", "note"]


@dataclass(frozen=True)
class Count:
    """How much of a line, and how much of it was defective."""

    quantity: Decimal
    defective: Decimal = Decimal(0)
    note: str = ""


def read(counts: str) -> dict[int, Count]:
    """“12=398/2, 15=20” by line of the order; nothing said is nothing."""
    found = {}
    for text in (one.strip() for one in counts.split(",")):
        if not text:
            continue
        if not (given := ONE.fullmatch(text)):
            told = _("“%(text)s” is no quantity of a line. Write the line, = and the quantity, such as 12=600 or 12=398/2.")
            raise Refused("", {"counts": [told % {"text": text}]})
        found[int(given[1])] = Count(Decimal(given[2]), Decimal(given[3] or 0))
    return found


def accept(delivery: Delivery, counts: Mapping[int, Count], on: date) -> str:
    """Put what was taken on the parts and on the lines of the order; returns the state that follows."""
    parts = parts_of(delivery)
    if strange := counts.keys() - {part.line_id for part in parts}:
        raise Refused(_("Line %(line)s is not in this delivery.") % {"line": min(strange)})
    for part in parts:
        count = counts.get(part.line_id, Count(part.quantity if not counts else Decimal(0)))
        if not rules.suits(part.quantity, count.quantity, count.defective):
            told = {"line": part.line, "quantity": writing.number(part.quantity)}
            raise Refused(_("No more than %(quantity)s of “%(line)s” can be taken or defective.") % told)
        part.accepted, part.defective, part.note = count.quantity, count.defective, count.note[:200]
    state = rules.outcome([part.quantity for part in parts], [part.accepted for part in parts])
    write(parts)
    moves = {part.line_id: {"accepted": part.accepted, "defective": part.defective} for part in parts}
    if state == Delivery.State.REJECTED:
        for part in parts:
            moves[part.line_id] |= {"planned": -part.quantity, "shipped": -part.quantity}
    move(delivery.order_id, moves, on)
    return state


def complete(delivery: Delivery, on: date) -> None:
    """The rest was replaced and taken."""
    parts = parts_of(delivery)
    moves = {part.line_id: {"accepted": money.minus(part.quantity, part.accepted)} for part in parts}
    for part in parts:
        part.replaced = money.minus(part.quantity, part.accepted)
        part.accepted = part.quantity
    write(parts)
    move(delivery.order_id, moves, on)


def give_back(delivery: Delivery) -> None:
    """The rest is open again."""
    rest = {part.line_id: money.minus(part.accepted, part.quantity) for part in parts_of(delivery)}
    move(delivery.order_id, {line: {"planned": by, "shipped": by} for line, by in rest.items() if by})


def touch(delivery: Delivery) -> None:
    """The order moved too."""
    move(delivery.order_id, {})


def write(parts: list[DeliveryLine]) -> None:
    sets.update_many(DeliveryLine, parts, WRITTEN, verb="change", source="delivery")
