"""Customers by how much of their limit they use, a page at a time."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q

from xianji.customers.customers.models import Customer
from xianji.risk.standing.models import CreditStanding

SIZE = 50
Mark = CreditStanding.Mark
WHICH = {"": Q(), "yellow": Q(mark__in=[Mark.YELLOW, Mark.RED]), "red": Q(mark=Mark.RED), "frozen": Q(is_frozen=True)}


@dataclass
class Row:
    """A customer and where it stands."""

    customer: Customer
    standing: CreditStanding

    @property
    def place(self) -> str:
        return f"{self.standing.use}~{self.standing.pk}"


def used(which: str, after: str) -> tuple[list[Row], bool]:
    """The customers that the reader may see, the most used first; and whether there are more."""
    rows = standings(WHICH.get(which, Q()))
    if (bound := read(after)) is not None:
        use, pk = bound
        rows = rows.filter(Q(use__lt=use) | Q(use=use, customer_id__gt=pk))
    found = list(rows.order_by("-use", "customer_id")[: SIZE + 1])
    customers = Customer.objects.select_related("owner").in_bulk([one.pk for one in found[:SIZE]])
    return [Row(customers[one.pk], one) for one in found[:SIZE] if one.pk in customers], len(found) > SIZE


def standings(which: Q) -> Any:
    """Those with a limit, of the customers that the reader may see."""
    return CreditStanding.objects.filter(which, use__isnull=False, customer_id__in=Customer.objects.values("pk"))


def read(after: str) -> tuple[Decimal, int] | None:
    use, _tilde, pk = after.partition("~")
    try:
        return (Decimal(use), int(pk)) if pk else None
    except (InvalidOperation, ValueError):
        return None
