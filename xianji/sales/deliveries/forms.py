"""What planning a delivery and accepting one ask for: a row a line, filled with all that is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from xianji.kit.columns import Column
from xianji.kit.forms.fields import control
from xianji.kit.web.pages import KitForm
from xianji.kit.web.writing import several
from xianji.sales.deliveries import planning
from xianji.sales.deliveries.counting import parts_of
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders.models import Order


@dataclass(frozen=True)
class Row:
    """A line: what it is, how much of it there is, and its fields."""

    key: int
    name: str
    most: Decimal
    names: tuple[str, ...]


class Counting(KitForm):
    """Fields of its own above, then rows of figures."""

    lines: tuple[Row, ...] = ()

    @property
    def heads(self) -> list[Any]:
        return [name for name in self.fields if name not in self.counted]

    @property
    def counted(self) -> set[str]:
        return {name for row in self.lines for name in row.names}

    def rows(self) -> Iterator[tuple[Row, list[Any]]]:
        for row in self.lines:
            yield row, [self[name] for name in row.names]

    def counts(self) -> str:
        """As the verb takes it: “12=398/2, 15=20”."""
        told = []
        for row in self.lines:
            figures = [f"{self.cleaned_data.get(name) or Decimal(0):f}" for name in row.names]
            told.append(f"{row.key}={'/'.join(figures)}")
        return several(told)

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.heads if self.cleaned_data.get(name)}


def to_plan(order: Order, posted: Any = None) -> Counting:
    """All that is open, on the first day that is due."""
    lines = planning.open_lines(order)
    rows = tuple(Row(line.pk, line.name, line.left, (f"quantity-{line.pk}",)) for line in lines)
    first = {"planned_on": planning.first_day(order, timezone.localdate()), **{f"quantity-{one.pk}": one.left for one in lines}}
    return made(Delivery, ("planned_on", "carrier"), rows, first, posted)


def to_accept(delivery: Delivery, posted: Any = None) -> Counting:
    """All of it, today, and nothing defective."""
    parts = parts_of(delivery)
    rows = tuple(
        Row(one.line_id, one.line.name, one.quantity, (f"accepted-{one.line_id}", f"defective-{one.line_id}")) for one in parts
    )
    first: dict[str, Any] = {"accepted_on": timezone.localdate()}
    for one in parts:
        first |= {f"accepted-{one.line_id}": one.quantity, f"defective-{one.line_id}": Decimal(0)}
    return made(Delivery, ("accepted_on", "accepted_by"), rows, first, posted)


def made(model: Any, heads: Iterable[str], rows: tuple[Row, ...], first: dict[str, Any], posted: Any) -> Counting:
    fields = {name: control(Column(model, name), required=name.endswith("_on")) for name in heads}
    for row in rows:
        for name in row.names:
            fields[name] = control(Column(DeliveryLine, name.split("-")[0]), required=False)
    form = Counting(posted, fields, initial=first)
    form.lines = rows
    return form
