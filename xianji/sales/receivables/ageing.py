"""What is owed on any day, by days past due: two sums, of what was charged and of what took from it, never a difference of
columns. Only rows that the reader may see count, where `rows` is `Receivable.objects`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Q, Sum, Value, When

from xianji.lib import money
from xianji.sales.receivables import rules
from xianji.sales.receivables.models import Allocation
from xianji.sales.receivables.rules import Ageing

ZERO = Decimal("0.00")


def standing(rows: Any, on: date, known: date | None = None) -> Any:
    """Those that something may be owed of on a day: charged by then, and not settled before; `known` is the day up to which
    payments are known."""
    seen = min(on, known or on)
    return rows.filter(Q(settled_on=None) | Q(settled_on__gt=seen), issued_on__lte=on, deleted_at=None)


def in_bucket(on: date, path: str = "") -> Any:
    """The name of the bucket as an expression over due days."""
    return between(f"{path}due_on", {name: rules.due_between(name, on) for name in rules.NAMES})


def in_band(on: date, path: str = "") -> Any:
    """The name of the band as an expression over days of charge."""
    return between(f"{path}issued_on", {name: rules.charged_between(name, on) for name, *_years in rules.BANDS})


def between(column: str, spans: Mapping[str, tuple[date | None, date | None]]) -> Any:
    cases = []
    for name, (oldest, latest) in spans.items():
        bounds = {f"{column}__gte": oldest, f"{column}__lte": latest}
        cases.append(When(**{key: day for key, day in bounds.items() if day is not None}, then=Value(name)))
    return Case(*cases, output_field=CharField())


def sums(rows: Any, on: date, *by: str, known: date | None = None, split: Any = in_bucket) -> dict[tuple[Any, ...], Decimal]:
    """{(value of each of `by`, bucket): what is owed}; or band, as `split` says."""
    there = standing(rows, on, known)
    charged = there.order_by().annotate(bucket=split(on)).values_list(*by, "bucket").annotate(sum=Sum("amount"))
    taken = taken_from(there, on, known).annotate(bucket=split(on, "receivable__"))
    taken = taken.values_list(*(f"receivable__{name}" for name in by), "bucket").annotate(sum=Sum("amount"))
    found = {tuple(key): total for *key, total in charged}
    for *key, total in taken:
        found[tuple(key)] = money.minus(found.get(tuple(key), ZERO), total)
    return found


def taken_from(rows: Any, on: date, known: date | None = None) -> Any:
    """What took from these until a day."""
    return Allocation.objects.filter(receivable__in=rows.values("pk"), on__lte=min(on, known or on)).order_by()


def ageing(rows: Any, on: date, known: date | None = None) -> Ageing:
    found = {key: total for (key,), total in sums(rows, on, known=known).items()}
    return Ageing({name: found.get(name, ZERO) for name in rules.NAMES})


def bands(rows: Any, on: date) -> dict[str, Decimal]:
    """{band: what is owed}."""
    found = {key: total for (key,), total in sums(rows, on, split=in_band).items()}
    return {name: found.get(name, ZERO) for name, *_years in rules.BANDS}


def counts(rows: Any, on: date, known: date | None = None) -> dict[str, int]:
    """{bucket: how many are open}."""
    there = standing(rows, on, known).order_by().annotate(bucket=in_bucket(on)).values_list("bucket").annotate(Count("pk"))
    found = dict(there)
    return {name: found.get(name, 0) for name in rules.NAMES}


def by_customer(rows: Any, on: date) -> dict[int, Ageing]:
    """Each customer that owes something."""
    found: dict[int, dict[str, Decimal]] = {}
    for (customer, bucket), total in sums(rows, on, "customer").items():
        if total:
            found.setdefault(customer, {})[bucket] = total
    return {customer: Ageing(parts) for customer, parts in found.items()}


@dataclass(frozen=True)
class Month:
    """What was charged (less credit notes) in a month, what was collected, and what was owed at its end."""

    first: date
    last: date
    sales: Decimal
    received: Decimal
    closing: Decimal


def months(rows: Any, spans: list[tuple[date, date]]) -> list[Month]:
    """Months in a row, the oldest first: what was owed before them and what moved in each."""
    begin, end = spans[0][0], spans[-1][1]
    known = rows.filter(deleted_at=None)
    owed = money.minus(added(known.filter(issued_on__lt=begin)), added(took(known).filter(on__lt=begin)))
    charged = by_month(known.filter(issued_on__range=(begin, end)), "issued_on")
    moved = took(known).filter(on__range=(begin, end))
    credited = by_month(moved.filter(kind=Allocation.Kind.CREDIT), "on")
    received = by_month(moved.exclude(kind=Allocation.Kind.CREDIT), "on")
    found = []
    for first, last in spans:
        key = (first.year, first.month)
        sales = money.minus(charged.get(key, ZERO), credited.get(key, ZERO))
        owed = money.minus(money.plus(owed, sales), received.get(key, ZERO))
        found.append(Month(first, last, sales, received.get(key, ZERO), owed))
    return found


def took(rows: Any) -> Any:
    return Allocation.objects.filter(receivable__in=rows.values("pk")).order_by()


def added(rows: Any) -> Decimal:
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


def by_month(rows: Any, day: str) -> Mapping[tuple[int, int], Decimal]:
    return {
        (year, month): total
        for year, month, total in rows.order_by().values_list(f"{day}__year", f"{day}__month").annotate(sum=Sum("amount"))
    }


def provided(rows: Any, on: date) -> tuple[Decimal, dict[str, Decimal]]:
    """Provisions of their own, and what the receivables that have one are still owed, by bucket: their rate is not used."""
    own = standing(rows, on).filter(provision__isnull=False)
    return own.aggregate(sum=Sum("provision"))["sum"] or ZERO, {key: total for (key,), total in sums(own, on).items()}


