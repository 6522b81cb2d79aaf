"""What other rules would do: of all that the asker sees, how much would go back within a week, and whose."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from xianji.customers.pool import rules
from xianji.customers.pool.deciding import RULES, Ask, remembering, terms_on
from xianji.customers.pool.membership import catchments
from xianji.customers.pool.rules import Terms
from xianji.customers.pool.subjects import Subject, subjects
from xianji.customers.pool.surveying import Standing, blocks, caught, unprotected
from xianji.org.among import Among
from xianji.org.models import Person
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.models import TableVersion

JOB, ADDRESS = "customers.pool.simulate", "/customers/pool/simulate"
AT_ONCE = 5_000
"""So many records are looked at while one waits; more are given to the worker."""
HORIZON = 7
"""Days ahead."""
SHOWN = 30
"""Records named of those whose day changes; all are counted."""
TRIED = ("idle", "unsold")
PEOPLE = 50


@dataclass
class Foreseen:
    """How many were looked at and go back within the horizon, by the rules in force and by those that are tried."""

    looked: int = 0
    before: int = 0
    after: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)
    owners: dict[str, list[Any]] = field(default_factory=dict)
    """{person: [name, before, after]}, those who would lose most first."""
    examples: list[dict[str, Any]] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def is_large(subject: Subject) -> bool:
    return len(rows_of(subject).values_list("pk", flat=True)[: AT_ONCE + 1]) > AT_ONCE


def number(subject_name: str) -> int:
    return rows_of(subjects[subject_name]).count()


def rows_of(subject: Subject) -> Any:
    """What the asker sees of what the pools could take back."""
    return caught(subject, catchments(subject.name), subject.model.objects)


def tried(order: dict[str, Any]) -> Ask:
    """The rules that are tried: those of a version, or those in force with some figures changed."""
    if order.get("version"):
        compiled = Compiled(TableVersion.objects.get(pk=order["version"], table=RULES).read)
        return remembering(lambda facts: compiled.ask(RULES, facts)[0])
    now = terms_on()

    def ask(kind: str, grade: str = "") -> Terms:
        return replace(now(kind, grade), **{name: value for name, value in order.get(kind, {}).items() if value is not None})

    return ask


def foresee(subject_name: str, order: dict[str, Any], progress: Callable[[int], None] = lambda _done: None) -> Foreseen:
    subject, found, by_owner = subjects[subject_name], Foreseen(), dict[int, list[int]]()
    now, then, today = terms_on(), tried(order), timezone.localdate()
    for block in blocks(subject, rows_of(subject), now):
        compare(subject, found, by_owner, block, then, today)
        progress(found.looked)
    names = dict(Person.objects.filter(Among("pk", by_owner)).values_list("pk", "name"))
    ordered = sorted(by_owner.items(), key=lambda one: (-one[1][1], -one[1][0], one[0]))[:PEOPLE]
    found.owners = {str(pk): [names.get(pk, "—"), *both] for pk, both in ordered}
    return found


def compare(subject: Subject, found: Foreseen, by_owner: dict[int, list[int]], block: list[Standing], then: Ask,
            today: date) -> None:  # fmt: skip
    last = today + timedelta(days=HORIZON)
    days = {}
    for one in block:
        other = then(one.kind, subject.grade_of(one.row))
        days[one.row.pk] = tuple(ends(terms, one, last) for terms in (one.terms, other))
    touched = [one for one in block if any(days[one.row.pk])]
    open_ones = {one.row.pk for one in unprotected(subject, touched, today)} if touched else set()
    found.looked += len(block)
    for one in touched:
        if one.row.pk in open_ones:
            count(found, by_owner, one, days[one.row.pk])
    name(subject, found)


def ends(terms: Terms, one: Standing, last: date) -> date | None:
    """The day on which it goes back by these rules, if that lies within the horizon."""
    fate = rules.falls(terms, one.seen) if terms.recycles else None
    return fate[0] if fate is not None and fate[0] <= last else None


def count(found: Foreseen, by_owner: dict[int, list[int]], one: Standing, days: tuple[date | None, ...]) -> None:
    kinds, owners = found.kinds.setdefault(one.kind, [0, 0]), by_owner.setdefault(one.row.owner_id, [0, 0])
    for place, day in enumerate(days):
        if day is not None:
            kinds[place] += 1
            owners[place] += 1
    found.before += days[0] is not None
    found.after += days[1] is not None
    if (days[0] is None) is not (days[1] is None) and len(found.examples) < SHOWN:
        found.examples.append({"id": one.row.pk, "kind": one.kind, "goes": days[1] is not None})


def name(subject: Subject, found: Foreseen) -> None:
    """The titles of the examples."""
    bare = [one for one in found.examples if "title" not in one]
    titles = {record.pk: str(record) for record in subject.model.objects.filter(pk__in=[one["id"] for one in bare])}
    for one in bare:
        one["title"] = titles.get(one["id"], "")


def drafts() -> Any:
    """The versions of the table that are being prepared."""
    return TableVersion.objects.filter(table=RULES, state__in=("draft", "review")).order_by("-number")

