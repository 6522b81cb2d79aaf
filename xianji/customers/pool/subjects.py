"""What can lie in a pool: each kind of record says what the pool has to know of it, and upper chapters say what protects it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from xianji.org.among import Among

Rows = Callable[[], QuerySet]


@dataclass(frozen=True)
class Child:
    """What goes along with a record into the pool and out again: a model, its link to the record, and which of them."""

    model: Any
    link: str
    which: Q = Q()


@dataclass
class Subject:
    """A kind of record that can lie in a pool. `link` is the field of entries, movements and holds that points to it."""

    name: str
    """As the pools call it: `customers`."""
    model: Any
    link: str
    kind_of: Callable[[Any], str]
    """Which row of the pool's table is about it."""
    in_life: Q
    """Those that may go back at all."""
    counted: Callable[[str], Q]
    """Of a kind those that count as held."""
    card: Callable[[Any], dict[str, Any]]
    """What is shown of it in the pool: values of the entry's fields."""
    may_lie: Callable[[Any], bool]
    """Whether a record may lie in a pool at all, as it is now."""
    followed: str
    """The field with the day of the last valid follow-up."""
    is_released: Callable[[Any], bool] = lambda _record: False
    """Whether a verb of its own has just given it away, so that it goes to the nearest pool."""
    grade_of: Callable[[Any], str] = lambda _record: ""
    facts: tuple[str, ...] = ()
    """The fields that `kind_of` and `grade_of` need."""
    taken: Callable[[Any], dict[str, Any]] = lambda _record: {}
    """What changes in the record itself when somebody takes it, besides its owner."""
    given_back: Callable[[Any], dict[str, Any]] = lambda _record: {}
    children: list[Child] = field(default_factory=list)
    protections: dict[str, Rows] = field(default_factory=dict)
    """{fact of the table `pool.protected`: the ids of the records of which it is true}."""
    sales: list[tuple[Rows, str, str]] = field(default_factory=list)
    """(rows, their link to the record, the day of the sale): the last order or conversion is the newest of all."""

    entered: list[Callable[[list[int], datetime], None]] = field(default_factory=list)
    """What else ends when such records come to lie in a pool, and at which moment that was."""
    returned: list[Callable[[dict[int, datetime]], None]] = field(default_factory=list)
    """What goes on when their former owner has them again: {record: the moment when it came}."""

    def sold(self, ids: Iterable[int]) -> dict[int, date]:
        """{record: the day of its last sale}."""
        from django.db.models import Max

        block, found = list(ids), dict[int, date]()
        for rows, link, day in self.sales:
            for pk, last in rows().filter(Among(link, block)).order_by().values_list(link).annotate(Max(day)):
                found[pk] = max(last, found.get(pk, last))
        return found

    def facts_of(self, ids: Iterable[int]) -> dict[int, set[str]]:
        """{record: what protects it}, as far as anything does."""
        block, found = list(ids), dict[int, set[str]]()
        for fact, rows in self.protections.items():
            for pk in self.model.unscoped.filter(Among("pk", block), pk__in=rows()).values_list("pk", flat=True):
                found.setdefault(pk, set()).add(fact)
        return found


subjects: dict[str, Subject] = {}


def register(subject: Subject) -> Subject:
    subjects[subject.name] = subject
    return subject


def subject_of(record: Any) -> Subject:
    """The subject behind a record, or behind what lies in a pool."""
    for one in subjects.values():
        if isinstance(record, one.model) or getattr(record, f"{one.link}_id", None):
            return one
    raise LookupError(f"{record!r} cannot lie in a pool.")
