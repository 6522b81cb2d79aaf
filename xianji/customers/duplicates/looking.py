"""Looking for pairs among all customers, or among those changed lately and all others: by their marks, a slice of them at a
time, so that neither time nor memory grows faster than the number of customers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from xianji.audit.journal import Event, record
from xianji.customers.customers.models import Customer
from xianji.customers.duplicates import cases, marks
from xianji.customers.duplicates.cases import Pair
from xianji.customers.duplicates.models import DuplicateCase, DuplicateLook, DuplicateMark
from xianji.org.among import Among

JOB = "duplicates"
BLOCK = 2_000
SLICE = 40_000
"""Marks that are read at a time."""
COMMON = 100
"""Files of one place with one mark, beyond which it tells nothing: a switchboard of a business park, a name like 中国."""
OVERLAP = timedelta(minutes=10)
"""What was being written while the last look began."""
HALF, WHOLE = 2**63, 2**64
Row = tuple[int, int, int]


class Look:
    """What one look has come to."""

    def __init__(self) -> None:
        self.compared = self.opened = self.skipped = 0

    def pairs(self, rows: Iterable[Row]) -> Iterator[Pair]:
        """Of rows (mark, place, file): files with one mark, of one place or where one says none."""
        places: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for mark, place, file in rows:
            places[mark][place].append(file)
        for by_place in places.values():
            anywhere = by_place.pop(0, [])
            if len(anywhere) > COMMON:
                self.skipped += 1
                continue
            yield from map(ordered, combinations(anywhere, 2))
            for files in by_place.values():
                if len(files) + len(anywhere) > COMMON:
                    self.skipped += 1
                else:
                    yield from map(ordered, [*combinations(files, 2), *product(files, anywhere)])

    def settle(self, pairs: set[Pair]) -> None:
        with transaction.atomic():
            self.compared += len(pairs)
            self.opened += cases.open_for(pairs)

    def keep(self, at: Any, *, is_whole: bool) -> dict[str, Any]:
        told = {"compared": self.compared, "opened": self.opened, "skipped": self.skipped}
        with transaction.atomic():
            DuplicateLook.objects.create(at=at, is_whole=is_whole, **told)
            record(Event("look", DuplicateCase.label(), 0, str(DuplicateCase._meta.verbose_name_plural),
                         {name: (None, count) for name, count in told.items()}))  # fmt: skip
        return told


def ordered(pair: tuple[int, ...]) -> Pair:
    return min(pair), max(pair)


def look_at_all(progress: Callable[[int, int], None] = lambda done, total: None) -> dict[str, Any]:
    """Write every mark anew, then walk through them. Half of the way is the writing."""
    look, at = Look(), timezone.now()
    count = Customer.unscoped.filter(deleted_at=None).count()
    done = 0
    for ids in blocks(Customer.unscoped.filter(deleted_at=None)):
        with transaction.atomic():
            marks.renew(ids)
        done += len(ids)
        progress(done, 2 * count)
    number = max(1, DuplicateMark.objects.count() // SLICE)
    for place in range(number):
        look.settle(set(look.pairs(repeated(place, number))))
        progress(count + (place + 1) * count // number, 2 * count)
    return look.keep(at, is_whole=True)


def repeated(place: int, number: int) -> Any:
    """The marks of one slice that more than one file has; marks are hashes, so that slices are even."""
    start, end = (place * WHOLE // number - HALF, (place + 1) * WHOLE // number - HALF - 1)
    rows = DuplicateMark.objects.filter(mark__gte=start, mark__lte=end)
    several = rows.order_by().values("mark").annotate(files=Count("pk")).filter(files__gt=1).values("mark")
    return rows.filter(mark__in=several).values_list("mark", "place", "file").iterator(SLICE)


def look_at_changed() -> dict[str, Any]:
    """Those changed since the last look beside all others; the first look is at all."""
    last = DuplicateLook.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None:
        return look_at_all()
    look, at = Look(), timezone.now()
    for ids in blocks(Customer.unscoped.filter(deleted_at=None, updated_at__gte=last - OVERLAP)):
        with transaction.atomic():
            marks.renew(ids)
            own = set(DuplicateMark.objects.filter(Among("file", ids)).values_list("mark", flat=True))
        rows = DuplicateMark.objects.filter(Among("mark", own)).values_list("mark", "place", "file").iterator(SLICE)
        fresh = set(ids)
        look.settle({pair for pair in look.pairs(rows) if pair[0] in fresh or pair[1] in fresh})
    return look.keep(at, is_whole=False)


def blocks(rows: Any) -> Iterator[list[int]]:
    """Ids in blocks, whatever is written meanwhile."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BLOCK]):
        yield ids
        last = ids[-1]
