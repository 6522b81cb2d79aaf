"""Asking the tables for the class of many customers, block by block: four statements to read a block, and only what differs is
written."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.customers.classification import rules
from xianji.customers.classification.models import ClassificationResult, ClassOverride
from xianji.customers.customers.models import Customer
from xianji.customers.value.models import CustomerValue
from xianji.kit import sets, store
from xianji.kit.said import sentence
from xianji.lib.blocks import batched
from xianji.org import loading
from xianji.org.among import Among
from xianji.rulebook.tables.deciding import Answer, decide, in_force

BLOCK = 2_000
FIELDS = ["size_class", "shown_class"]
SAME = ("size", "shown", "points", "is_complete", "points_version", "size_version", "override_id")
_at_work: ContextVar[bool] = ContextVar("classifying", default=False)


@dataclass(frozen=True)
class Case:
    """What is known of one customer."""

    customer: Customer
    value: CustomerValue | None
    override: ClassOverride | None
    last: ClassificationResult | None


def classify_all(on: date | None = None) -> int:
    """Every customer that is alive, in the order of their ids, each block one transaction. Returns how many results are new."""
    day, last, made = on or timezone.localdate(), 0, 0
    while ids := list(Customer.unscoped.filter(pk__gt=last, deleted_at=None).order_by("pk").values_list("pk", flat=True)[:BLOCK]):
        last = ids[-1]
        made += classify(ids, day)
    return made


def classify(ids: Iterable[int], on: date | None = None, told: Iterable[Customer] = ()) -> int:
    """Size and class of these customers as the tables and what people set say; `told` are those at hand, which
    learn of it; one that is just being stored for the first time has its class from its first entry on."""
    day, made = on or timezone.localdate(), 0
    tables, at_hand = Tables(day), {one.pk: one for one in told}
    new = {pk for pk, one in at_hand.items() if one.loaded("id") is None}
    for several in batched(sorted(set(ids)), BLOCK):
        with store.whole(), working():
            found = cases(several, day)
            fresh = [one for case in found if (one := result(case, tables)) is not None]
            settle([case.customer for case in found if case.customer.pk not in new])
            loading.update([case.customer for case in found if case.customer.pk in new], FIELDS)
            keep(fresh, day)
            made += len(fresh)
            for case in found:
                learn(at_hand.get(case.customer.pk), case.customer)
    return made


def cases(ids: Iterable[int], on: date) -> list[Case]:
    """What is known of them: four statements."""
    among = Among("pk", list(ids))
    customers = list(Customer.unscoped.select_related("industry").filter(among, deleted_at=None))
    values = CustomerValue.objects.filter(among).in_bulk()
    here = Among("customer_id", [one.pk for one in customers])
    overrides = holding(on).filter(Among("customer", [one.pk for one in customers])).order_by("pk")
    set_by_hand = {one.customer_id: one for one in overrides}
    last = {one.customer_id: one for one in ClassificationResult.objects.filter(here, until=None)}
    return [Case(one, values.get(one.pk), set_by_hand.get(one.pk), last.get(one.pk)) for one in customers]


def holding(on: date) -> Any:
    """The classes set by hand that hold on a day."""
    return ClassOverride.unscoped.filter(state=ClassOverride.State.HOLDS, until_on__gte=on, deleted_at=None)


class Tables:
    """The tables as they are on a day; what was asked once is known."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._points: dict[Any, tuple[Answer, dict[str, int]]] = {}
        self._sizes: dict[Any, Answer] = {}

    def points(self, scaled: tuple[Any, Any], **facts: Any) -> tuple[Answer, dict[str, int]]:
        """The points, and the same by factor; `scaled` are staff and revenue."""
        key = (scaled, *facts.values())
        if key not in self._points:
            known = scaled != (None, None)
            scale = decide("customer.scale", self.on, staff=scaled[0], revenue=scaled[1])["scale"] if known else None
            told, rows = decide("customer.points", self.on, scale=scale, **facts), in_force("customer.points", self.on)[1]
            hits = (rows.content.row(one) for one in told.rows)
            self._points[key] = told, rules.parts((row.when, rows.answers[row.id]["points"]) for row in hits if row)
        return self._points[key]

    def size(self, is_black: bool, revenue: Any, points: Any, ordered: bool) -> Answer:
        key = (is_black, revenue, points, ordered)
        if key not in self._sizes:
            told = {"blacklisted": is_black, "revenue": revenue, "points": points, "ordered": ordered}
            self._sizes[key] = decide("customer.size", self.on, **told)
        return self._sizes[key]


def result(case: Case, tables: Tables) -> ClassificationResult | None:
    """The customer gets its size and class; what is to be kept where that is another one, or the last is old."""
    made = answer(case, tables)
    case.customer.size_class, case.customer.shown_class = made.size or case.customer.size_class, made.shown
    if case.last and all(getattr(case.last, name) == getattr(made, name) for name in SAME):
        return None if case.last.as_of > tables.on - timedelta(days=rules.RENEWED) else made
    return made


def answer(case: Case, tables: Tables) -> ClassificationResult:
    """What the tables say of one customer. What people set for a while goes before; what they typed counts until the file says
    enough, unless the tables come to the same whatever is missing."""
    customer, value, on = case.customer, case.value, tables.on
    scaled, need = (customer.employees, customer.annual_revenue), customer.need_kind
    facts = {
        "is_new": rules.is_new(value.first_on if value else None, on), "revenue": value.revenue if value else 0,
        "potential": customer.potential, "industry": customer.industry.standing if customer.industry else None,
        "need": need or None,
    }  # fmt: skip
    points, parts = tables.points(scaled, **facts)
    is_complete = rules.is_complete(*scaled, customer.industry_id, need)
    ordered, is_black = rules.has_ordered(value.last_on if value else None, on), customer.state == Customer.Cycle.BLACKLIST
    decided = tables.size(is_black, facts["revenue"], points["points"], ordered)
    size, shown, rows = decided["size"] or "", decided["shown"], ",".join(decided.rows)
    is_sure = is_complete or tables.size(is_black, facts["revenue"], rules.MOST, ordered)["size"] == size
    estimate = case.override.size if case.override else "" if is_sure else typed(case)
    if estimate and not is_black:
        size, shown, rows = estimate, estimate if ordered or case.override else Customer.Class.POTENTIAL, ""
    kept = {**facts, "staff": scaled[0], "annual_revenue": scaled[1], "ordered": ordered, "blacklisted": is_black}
    return ClassificationResult(
        customer_id=customer.pk, as_of=on, facts={name: None if one is None else str(one) for name, one in kept.items()},
        parts=parts, points=int(points["points"]), is_complete=is_complete, size=size, shown=str(shown),
        points_version=points.version, size_version=decided.version, points_rows=",".join(points.rows), size_rows=rows,
        override=case.override,
    )  # fmt: skip


def typed(case: Case) -> str:
    """The size that somebody typed: not what a table had said."""
    last = case.last
    return "" if last and last.size_rows and last.size == case.customer.size_class else case.customer.size_class


def settle(customers: list[Customer]) -> None:
    """Size and class into the customers' own rows, where they differ, each with its entry in the journal."""
    told = sentence(gettext_noop("As the table of classes says."))
    sets.update_many(Customer, customers, FIELDS, verb="classify", source="job", reason=told)


def keep(fresh: list[ClassificationResult], on: date) -> None:
    """The results that take the place of others; a second one on the same day replaces the first."""
    here = Among("customer_id", [one.customer_id for one in fresh])
    current = ClassificationResult.objects.filter(here, until=None)
    current.filter(as_of__lt=on).update(until=on)
    current.filter(as_of__gte=on).delete()
    ClassificationResult.objects.bulk_create(fresh, batch_size=500)


def learn(at_hand: Customer | None, stored: Customer) -> None:
    """A customer that somebody holds in their hands is what was stored."""
    if at_hand is not None:
        for name in (*FIELDS, "version", "updated_at", "updated_by_id"):
            setattr(at_hand, name, getattr(stored, name))


@contextmanager
def working() -> Any:
    token = _at_work.set(True)
    try:
        yield
    finally:
        _at_work.reset(token)


def is_working() -> bool:
    """Whether what is being written now is what the tables said."""
    return _at_work.get()


def current_of(customer_id: int) -> ClassificationResult | None:
    return ClassificationResult.objects.filter(customer_id=customer_id, until=None).first()

