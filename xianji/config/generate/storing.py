"""Storing families in blocks by the set form, each block one transaction: stopped anywhere, the next run goes on behind
the last whole block."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from time import perf_counter
from typing import Any

from django.db import transaction

from xianji.audit.models import Entry
from xianji.config.generate.families import Family, families
from xianji.config.generate.house import House
from xianji.customers.models import Contact, Customer
from xianji.kit import sets
from xianji.kit.search import engine
from xianji.kit.search.models import SearchRow
from xianji.org import loading, numbers
from xianji.org.unindexed import unindexed, whole
from xianji.sales.models import Opportunity, Order
from xianji.workspace.models import Activity

BLOCK = 2000
LARGE = 20_000
"""From so many customers on, indexes no longer fit into the memory of a load."""
KEPT = ("workspace_about",)
"""Whatever is said about a customer is followed by the day of the last contact."""
FILLED = (Customer, Contact, Opportunity, Order, Activity, Entry, SearchRow)
Told = Callable[["Work"], None]


class Work:
    """How much was made of each kind, and how long it took."""

    def __init__(self, first: int, end: int) -> None:
        self.first, self.end, self.done = first, end, first
        self.rows: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.began = perf_counter()

    @property
    def total(self) -> int:
        return self.rows.total()

    @property
    def elapsed(self) -> float:
        return perf_counter() - self.began

    @property
    def remaining(self) -> float:
        """Seconds, by the customers still to come."""
        return self.elapsed / max(1, self.done - self.first) * (self.end - self.done)

    @contextmanager
    def timed(self, name: str, count: int = 0) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] += perf_counter() - start
        self.rows[name] += count


def already(house: House) -> int:
    """How many customers of this seed are there."""
    return Customer.unscoped.filter(external_source=house.source).count()


def store_all(house: House, first: int, end: int, told: Told, *, alone: bool = False) -> Work:
    """Make and store the customers with serials from `first` up to `end`; `alone`, when nobody else works here."""
    with loading.roomy(), _bare(alone and end - first >= max(first, LARGE)):
        if alone and first:
            whole(FILLED)  # a smaller step after a large one that was stopped by force
        return _store_all(house, first, end, told)


@contextmanager
def _bare(is_large: bool) -> Iterator[None]:
    """A load larger than what stands there builds its indexes afterwards."""
    if not is_large:
        yield
        return
    with engine.without_words(), unindexed(FILLED, KEPT):
        yield


def _store_all(house: House, first: int, end: int, told: Told) -> Work:
    work, made = Work(first, end), families(house, first, end)
    while True:
        with work.timed(MAKING):
            block = list(islice(made, BLOCK))
        if not block:
            return work
        with transaction.atomic():
            store_block(block, work)
        work.done += len(block)
        told(work)


MAKING = "making"


def store_block(block: list[Family], work: Work) -> None:
    """Customers first: what belongs to them needs their ids, and activities need those of everything."""
    _insert(Customer, [family.customer for family in block], work)
    _insert(Contact, _chained(family.linked_contacts() for family in block), work)
    _insert(Opportunity, _chained(family.linked_deals() for family in block), work, dated="opened_on")
    _insert(Order, _chained(family.linked_orders() for family in block), work, dated="ordered_on")
    _insert(Activity, _chained(family.linked_activities() for family in block), work)


def _insert(model: Any, records: list[Any], work: Work, dated: str = "") -> None:
    with work.timed(model.label(), len(records)):
        if dated:
            number_by_month(records, dated)
        sets.insert_many(model, records, source="demo")


def number_by_month(records: list[Any], dated: str) -> None:
    """Numbers of the month in which a record was made, not of the month in which it was generated."""
    by_month: defaultdict[date, list[Any]] = defaultdict(list)
    for record in records:
        by_month[getattr(record, dated).replace(day=1)].append(record)
    for month in sorted(by_month):
        several = by_month[month]
        field = several[0]._meta.get_field("number")
        for record, number in zip(several, numbers.take(field.prefix, len(several), month, field.width), strict=True):
            record.number = number


def _chained(lists: Any) -> list[Any]:
    return list(chain.from_iterable(lists))
