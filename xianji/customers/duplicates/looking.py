"""Looking for pairs among all customers, or among those changed lately and all others: by their marks, a slice of them at a
time, so that neither time nor memory grows faster than the number of customers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain, combinations, product
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from xianji.audit.journal import Event, record
from xianji.customers.customers.models import Customer
from xianji.customers.duplicates import cases, marks
from xianji.customers.duplicates.cases import Pair
from xianji.customers.duplicates.finding import COMMON
from xianji.customers.duplicates.marks import LESS, partners
from xianji.customers.duplicates.models import DuplicateCase, DuplicateLook, DuplicateMark
from xianji.lib.blocks import batched
from xianji.org.among import Among

JOB = "duplicates"
BLOCK = 2_000
SLICE = 40_000
"""Marks that are read at a time."""
PAIRS = 10_000
"""Pairs that are compared at a time."""
COUNTS = ("compared", "opened", "skipped")
PLACES = ("marked", "marked_to", "walked", "slices")
"""How far a look is: files that have their marks, the last of them; slices of marks that were walked through, of how many."""
OVERLAP = timedelta(minutes=10)
"""What was being written while the last look began."""
HALF, WHOLE = 2**63, 2**64
Row = tuple[int, int, int]
Files = tuple[list[int], list[int]]
"""Those whose name it is, and those who have it with a sign less."""


class Look:
    """What one look has come to, and where it is: kept with every part, so that it goes on from there when it was stopped."""

    def __init__(self, way: dict[str, Any] | None = None) -> None:
        way = way or {}
        self.at = parse_datetime(way.get("at", "")) or timezone.now()
        self.compared, self.opened, self.skipped = (way.get(name, 0) for name in COUNTS)
        self.marked, self.marked_to, self.walked, self.slices = (way.get(name, 0) for name in PLACES)

    @property
    def told(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTS}

    @property
    def way(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), **self.told, **{name: getattr(self, name) for name in PLACES}}

    def pairs(self, rows: Iterable[Row]) -> Iterator[Pair]:
        """Of rows (mark, place, file): files with one mark, of one place or where one says none."""
        names: dict[int, dict[int, Files]] = defaultdict(lambda: defaultdict(lambda: ([], [])))
        for mark, place, file in rows:
            names[mark & ~LESS][place][mark & LESS].append(file)
        for by_place in names.values():
            anywhere = by_place.pop(0, ([], []))
            yield from self.met(anywhere, ([], []))
            for files in by_place.values():
                yield from self.met(files, anywhere)

    def met(self, files: Files, others: Files) -> Iterator[Pair]:
        """Files of one place among each other and beside those that say none; nothing where too many are met."""
        whole, less = files
        if not (whole or others[0]) or not (whole or less):
            return
        if sum(map(len, (*files, *others))) > COMMON:
            self.skipped += 1
            return
        several = combinations(whole, 2), product(whole, less), product(whole, others[0]), product(whole, others[1])
        yield from (ordered(pair) for pair in chain(*several, product(less, others[0])) if pair[0] != pair[1])

    def settle(self, pairs: Iterable[Pair]) -> None:
        """So many at a time: what is compared at once does not grow with what has one mark."""
        for several in batched(pairs, PAIRS):
            found = set(several)
            self.compared += len(found)
            self.opened += cases.open_for(found)

    def keep(self, *, is_whole: bool) -> dict[str, Any]:
        with transaction.atomic():
            DuplicateLook.objects.create(at=self.at, is_whole=is_whole, **self.told)
            record(Event("look", DuplicateCase.label(), 0, str(DuplicateCase._meta.verbose_name_plural),
                         {name: (None, count) for name, count in self.told.items()}))  # fmt: skip
        return self.told


def ordered(pair: tuple[int, ...]) -> Pair:
    return min(pair), max(pair)


class Unwatched:
    """Nobody waits for it: nothing is told, and nothing kept."""

    order: ClassVar[dict[str, Any]] = {}

    def __call__(self, done: int, total: int) -> None: ...

    def keep(self, **place: Any) -> None: ...


def look_at_all(progress: Any = None) -> dict[str, Any]:
    """Write every mark anew, then walk through them. Half of the way is the writing. What a stopped look had come to stands in
    the order of its job."""
    progress = progress or Unwatched()
    look = Look(progress.order.get("way"))
    count = Customer.unscoped.filter(deleted_at=None).count()
    if not look.slices:
        mark_all(look, progress, count)
    while look.walked < look.slices:
        with transaction.atomic():
            look.settle(look.pairs(repeated(look.walked, look.slices)))
            look.walked += 1
            progress.keep(way=look.way)
        progress(count + look.walked * count // look.slices, 2 * count)
    return look.keep(is_whole=True)


def mark_all(look: Look, progress: Any, count: int) -> None:
    """Every mark anew; then it is known in how many slices they are walked through."""
    for ids in blocks(Customer.unscoped.filter(deleted_at=None), look.marked_to):
        with transaction.atomic():
            marks.renew(ids)
            look.marked, look.marked_to = look.marked + len(ids), ids[-1]
            progress.keep(way=look.way)
        progress(look.marked, 2 * count)
    look.slices = max(1, DuplicateMark.objects.count() // SLICE)


def repeated(place: int, number: int) -> Any:
    """The marks of one slice that one file has whole and another has as well; marks are hashes, so that slices are even."""
    start, end = ((at * WHOLE // number & ~LESS) - HALF for at in (place, place + 1))
    rows = DuplicateMark.objects.filter(mark__gte=start, mark__lte=end - 1).annotate(name=F("mark").bitand(~LESS))
    counted = rows.order_by().values("name").annotate(files=Count("pk"), wholes=Count("pk", filter=Q(mark=F("name"))))
    several = counted.filter(files__gt=1, wholes__gt=0).values("name")
    return rows.filter(name__in=several).values_list("mark", "place", "file").iterator(SLICE)


def look_at_changed() -> dict[str, Any]:
    """Those changed since the last look beside all others; the first look is at all."""
    last = DuplicateLook.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None:
        return look_at_all()
    look = Look()
    for ids in blocks(Customer.unscoped.filter(deleted_at=None, updated_at__gte=last - OVERLAP)):
        with transaction.atomic():
            marks.renew(ids)
            marked = DuplicateMark.objects.filter(Among("file", ids)).values_list("mark", flat=True)
            own = {one for mark in marked for one in partners(mark)}
        rows = DuplicateMark.objects.filter(Among("mark", own)).values_list("mark", "place", "file").iterator(SLICE)
        fresh = set(ids)
        with transaction.atomic():
            look.settle(pair for pair in look.pairs(rows) if pair[0] in fresh or pair[1] in fresh)
    return look.keep(is_whole=False)


def blocks(rows: Any, last: int = 0) -> Iterator[list[int]]:
    """Ids after this one in blocks, whatever is written meanwhile."""
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BLOCK]):
        yield ids
        last = ids[-1]
