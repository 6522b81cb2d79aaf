"""What is alike to a file that is not stored yet, and what may be told of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.marks import file_of, marks_of
from xianji.customers.duplicates.models import DuplicateMark, reasons
from xianji.customers.duplicates.rules import File, Likeness, compare
from xianji.kit import registry
from xianji.kit.records.finding import is_seen
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

MOST = 400
"""Files that are compared with one; what has more in common with others than these is no mark of a company."""
STOPS = ("block", "ask")


@dataclass(frozen=True)
class Like:
    """A customer, and how alike it is."""

    customer: Any
    how: Likeness

    @property
    def then(self) -> str:
        """What the table of the rulebook says of it."""
        score = Decimal(self.how.score)
        asked = decide("duplicates", kind="customer", registration=self.how.same_number, score=score, contact=False, owned=False)
        return str(asked["then"])

    @property
    def is_named_so(self) -> bool:
        return is_named_alike(self.how)

    @property
    def why(self) -> str:
        """The reasons in words."""
        alike = [_("Names alike by %(percent)s %%") % {"percent": self.how.name}] if self.how.name >= 60 else []
        return ", ".join(map(str, [*reasons(self.how), *alike]))


def is_named_alike(how: Likeness) -> bool:
    """Whether the names alone say that two may be one."""
    return how.name >= int(value("duplicate.name") * 100)


def where(customer: Any) -> str:
    """All that somebody who may not see a customer learns of it: whose unit it lies with, and its class."""
    return registry.resource_of(Customer).whom(customer)


def like(file: File) -> list[Like]:
    """The customers of anybody that a rule has something to say about, the likest first."""
    return like_all([file])[0]


def like_all(files: list[File]) -> list[list[Like]]:
    """The same for many files: one question for their marks, one for the customers."""
    marks = [marks_of(file) for file in files]
    there: dict[int, list[tuple[int, int]]] = defaultdict(list)
    wanted = {mark for several in marks for mark, _place in several}
    rows = DuplicateMark.objects.filter(Among("mark", wanted)).values_list("mark", "place", "file")
    for mark, place, file in rows[: MOST * len(files)]:
        there[mark].append((place, file))
    near = [near_to(several, there) for several in marks]
    customers = read({pk for several in near for pk in several})
    return [ranked(file, (customers[pk] for pk in several if pk in customers)) for file, several in zip(files, near, strict=True)]


def near_to(marks: list[tuple[int, int]], there: dict[int, list[tuple[int, int]]]) -> set[int]:
    return {file for mark, place in marks for other, file in there[mark] if goes_with(place, other)}


def goes_with(place: int, other: int) -> bool:
    """Places are compared only where both are said."""
    return not place or not other or place == other


def read(ids: Iterable[int]) -> dict[int, Any]:
    several = list(ids)
    rows = Customer.unscoped.filter(Among("pk", several), deleted_at=None).select_related("owner", "unit") if several else ()
    return {one.pk: one for one in rows}


def ranked(file: File, customers: Iterable[Any]) -> list[Like]:
    found = [Like(one, compare(file, file_of(one))) for one in customers]
    telling = [one for one in found if not one.how.other_number and (one.is_named_so or one.then != "none")]
    return sorted(telling, key=lambda one: (-one.how.score, -one.how.name, one.customer.pk))


def told(one: Like) -> str:
    """A customer as it may be told to who asks: by its name only where they may see it."""
    if is_seen(one.customer):
        words = {"customer": one.customer, "number": one.customer.number, "owner": one.customer.owner or "—"}
        return _("“%(customer)s” (%(number)s) is here already; its owner is %(owner)s.") % words
    return _("This company is here already, with %(where)s. Ask there for access.") % {"where": where(one.customer)}
