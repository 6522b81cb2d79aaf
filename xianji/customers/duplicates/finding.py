"""What is alike to a file that is not stored yet, and what may be told of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.marks import COLUMNS, Mark, file_of, marks_of, partners
from xianji.customers.duplicates.models import DuplicateMark, reasons
from xianji.customers.duplicates.rules import File, Likeness, compact, compare
from xianji.kit import registry
from xianji.kit.records.finding import is_seen
from xianji.kit.web.writing import several
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

COMMON = 100
"""Files of one place with one mark, beyond which it tells nothing: a switchboard of a business park, a name like 中国."""
SAME = 100
"""Percent by which names are alike that differ in nothing but how they are written."""
BLOCK, MOST = 500, 3
"""Files that are looked up together; sentences that one new file is told."""
FOUND = "_twins_to_tell"
STOPS = ("block", "ask")


@dataclass(frozen=True)
class Like:
    """A customer, and how alike it is."""

    customer: Any
    how: Likeness

    @property
    def then(self) -> str:
        """What the table of the rulebook says of it."""
        return verdict(self.how)

    @property
    def why(self) -> str:
        return why(self.how)


def verdict(how: Likeness) -> str:
    """What happens where a new customer is so alike to one there is: block, ask, warn or none."""
    facts: Any = {"registration": how.same_number, "score": Decimal(how.score), "contact": False, "owned": False}
    return str(decide("duplicates", kind="customer", **facts)["then"])


def why(how: Likeness) -> str:
    """The reasons in words."""
    alike = [_("Names alike by %(percent)s %%") % {"percent": how.name}] if how.name >= 60 else []
    return several([*reasons(how), *alike])


def is_named_alike(how: Likeness) -> bool:
    """Whether the names alone say that two may be one."""
    return how.name >= int(value("duplicate.name") * 100)


def where(customer: Any) -> str:
    """All that somebody who may not see a customer learns of it: whose unit it lies with, and its class."""
    return registry.resource_of(Customer).whom(customer)


def like(file: File) -> list[Like]:
    """The customers of anybody that a rule has something to say about, the likest first."""
    return some([file])[0]


def like_all(files: list[File]) -> Iterator[list[Like]]:
    """The same for each of many files; some at a time, as each may have hundreds of candidates."""
    for start in range(0, len(files), BLOCK):
        yield from some(files[start : start + BLOCK])


def like_records(records: list[Any]) -> Iterator[list[Like]]:
    """The same for new records. What is to be told of one stays with it until that is asked, so that the rows of a file, which
    are held first against the rule and then told of, are looked up once."""
    for record, likes in zip(records, like_all([file_of(one) for one in records]), strict=True):
        record.__dict__[FOUND] = worth(likes)[:MOST]
        yield likes


def worth(likes: list[Like]) -> list[Like]:
    """What is told of them: of customers that one may not see only what the table warns of."""
    return [one for one in likes if one.then != "none" or is_seen(one.customer)]


def to_tell(records: list[Any]) -> list[list[Like]]:
    found = [record.__dict__.pop(FOUND, None) for record in records]
    if None in found:
        return [worth(likes)[:MOST] for likes in like_all([file_of(one) for one in records])]
    return found


def some(files: list[File]) -> list[list[Like]]:
    """One question for their marks, one for what is compared, one for the customers that are alike: of hundreds that have a mark
    in common hardly any is."""
    marks = [marks_of(file) for file in files]
    there = telling(marked({one for several in marks for mark, _place in several for one in partners(mark)}))
    near = [near_to(several, there) for several in marks]
    kept = compared({pk for several in near for pk in several})
    found = [alike(file, {pk: kept[pk] for pk in several if pk in kept}) for file, several in zip(files, near, strict=True)]
    customers = read({pk for several in found for pk, _how in several})
    return [ranked(Like(customers[pk], how) for pk, how in several if pk in customers) for several in found]


def marked(wanted: set[int]) -> Any:
    """Rows (mark, place, file) of these marks, of each and its place no more than show that it is common."""
    nth = Window(RowNumber(), partition_by=["mark", "place"], order_by="file")
    rows = DuplicateMark.objects.filter(Among("mark", wanted)).annotate(nth=nth).filter(nth__lte=COMMON + 1)
    return rows.values_list("mark", "place", "file")


def telling(rows: Iterable[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    """{mark: [(place, file)]} of rows (mark, place, file), without what is common in its place."""
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for mark, place, file in rows:
        places[mark, place].append(file)
    there: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (mark, place), files in places.items():
        if len(files) <= COMMON:
            there[mark] += [(place, file) for file in files]
    return there


def same(file: File) -> Any | None:
    """The customer that this is: the same name, however it is written; of several the oldest of the likest."""
    return next((one.customer for one in like(file) if one.how.name == SAME), None)


def near_to(marks: Iterable[Mark], there: dict[int, list[tuple[int, int]]]) -> set[int]:
    met = ((place, one) for mark, place in marks for key in partners(mark) for one in there.get(key, ()))
    return {file for place, (other, file) in met if goes_with(place, other)}


def goes_with(place: int, other: int) -> bool:
    """Places are compared only where both are said."""
    return not place or not other or place == other


def read(ids: Iterable[int]) -> dict[int, Any]:
    several = list(ids)
    rows = Customer.unscoped.filter(Among("pk", several), deleted_at=None).select_related("owner", "unit") if several else ()
    return {one.pk: one for one in rows}


def compared(ids: set[int]) -> dict[int, File]:
    """What is compared of the files that are not in the trash."""
    rows = Customer.unscoped.filter(Among("pk", ids), deleted_at=None) if ids else Customer.unscoped.none()
    return {pk: File(*(one or "" for one in values)) for pk, *values in rows.values_list("pk", *COLUMNS)}


def alike(file: File, others: dict[int, File]) -> list[tuple[int, Likeness]]:
    """Those by whose name or by the table it may be one; whoever has another number is surely another and is not compared."""
    mine = compact(file.registration_no)
    found = (
        (pk, compare(file, other)) for pk, other in others.items()
        if not mine or compact(other.registration_no) in ("", mine)
    )  # fmt: skip
    return [(pk, how) for pk, how in found if is_named_alike(how) or verdict(how) != "none"]


def ranked(likes: Iterable[Like]) -> list[Like]:
    return sorted(likes, key=lambda one: (-one.how.score, -one.how.name, one.customer.pk))


def warning(one: Like) -> str:
    """What is no hindrance, but should be looked at; of customers that one may not see no name."""
    if is_seen(one.customer):
        words = {"customer": one.customer, "number": one.customer.number, "why": one.why}
        return _("“%(customer)s” (%(number)s) may be the same company: %(why)s.") % words
    return _("This company may be here already, with %(where)s: %(why)s.") % {"where": where(one.customer), "why": one.why}


def told(one: Like) -> str:
    """A customer as it may be told to who asks: by its name only where they may see it."""
    if is_seen(one.customer):
        words = {"customer": one.customer, "number": one.customer.number, "owner": one.customer.owner or "—"}
        return _("“%(customer)s” (%(number)s) is here already; its owner is %(owner)s.") % words
    return _("This company is here already, with %(where)s. Ask there for access.") % {"where": where(one.customer)}
