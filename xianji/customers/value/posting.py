"""What the chapter with the orders posts down, and what follows from it for all customers together: segments, A B C, value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xianji.customers.value import rules
from xianji.customers.value.models import CustomerValue
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org import loading
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

BLOCK = 2_000
POSTED = ("first_on", "last_on", "orders", "revenue", "total")
SCORED = ("recency", "frequency", "monetary", "segment", "abc", "lifetime")


@dataclass(frozen=True)
class Bought:
    """The confirmed orders of one customer; number and revenue are those of the last twelve months."""

    first_on: date
    last_on: date
    orders: int
    revenue: Decimal
    total: Decimal


def post(ids: Iterable[int], bought: dict[int, Bought]) -> set[int]:
    """Bring these customers up to what they bought, written where it differs; who bought nothing has no row. Returns those
    who changed."""
    changed: set[int] = set()
    for several in batched(sorted(set(ids)), BLOCK):
        there = CustomerValue.objects.in_bulk(several)
        gone = [pk for pk in there if pk not in bought]
        known = [pk for pk in several if pk in bought]
        new = [CustomerValue(customer_id=pk, **vars(bought[pk])) for pk in known if pk not in there]
        other = [brought(there[pk], bought[pk]) for pk in known if pk in there and differs(there[pk], bought[pk])]
        CustomerValue.objects.filter(pk__in=gone).delete()
        CustomerValue.objects.bulk_create(new, batch_size=500)
        loading.update(other, POSTED)
        changed |= {*gone, *(one.pk for one in new), *(one.pk for one in other)}
    return changed


def differs(row: CustomerValue, bought: Bought) -> bool:
    return any(getattr(row, name) != getattr(bought, name) for name in POSTED)


def brought(row: CustomerValue, bought: Bought) -> CustomerValue:
    for name in POSTED:
        setattr(row, name, getattr(bought, name))
    return row


def score(on: date) -> int:
    """Each customer among all others: how many changed. The rows are read once and written where they differ."""
    rows = list(CustomerValue.objects.order_by("pk").values_list("pk", "last_on", "orders", "revenue", *SCORED))
    scores = rules.rfm([max((on - row[1]).days, 0) for row in rows], [row[2] for row in rows], [row[3] for row in rows])
    classes, terms, segments = rules.abc([row[3] for row in rows]), terms_on(on), dict[Any, str]()
    changed: list[CustomerValue] = []
    for row, scored, letter in zip(rows, scores, classes, strict=True):
        segments[scored] = segments.get(scored) or segment(scored, on)
        wanted = (*scored, segments[scored], letter, terms.lifetime(row[3]))
        if wanted != row[4:]:
            changed.append(CustomerValue(pk=row[0], **dict(zip(SCORED, wanted, strict=True))))
    for block in batched(changed, BLOCK):
        loading.update(block, SCORED)
    return len(changed)


def segment(scored: tuple[int, int, int], on: date) -> str:
    recency, frequency, monetary = scored
    return str(decide("rfm.segments", on, r=recency, f=frequency, m=monetary)["segment"])


@dataclass(frozen=True)
class Terms:
    """What the value over a life is reckoned with."""

    margin: Decimal
    kept: Decimal
    discount: Decimal
    years: int

    def lifetime(self, revenue: Decimal) -> Decimal | None:
        return rules.lifetime(money.times(revenue, self.margin), self.kept, self.discount, self.years)


def terms_on(on: date) -> Terms:
    margin, kept, discount, years = (value(f"clv.{name}", on) for name in ("margin", "kept", "discount", "years"))
    return Terms(margin, kept, discount, int(years))


def value_of(customer_id: int) -> Any:
    return CustomerValue.objects.filter(pk=customer_id).first()
