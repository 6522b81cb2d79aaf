"""Cases are opened for pairs that look alike, close when their two files become one, and open again when that is taken back."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.finding import is_named_alike, read
from xianji.customers.duplicates.marks import file_of
from xianji.customers.duplicates.models import DuplicateCase, about
from xianji.customers.duplicates.rules import Likeness, compare
from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting
from xianji.org import scope
from xianji.org.among import Among
from xianji.org.models import Unit

BLOCK = 1_000
LEAST = 60
"""The score from which two files are worth a look, whatever they are called; the table of the rulebook warns from there."""
State = DuplicateCase.State
Pair = tuple[int, int]


def open_for(pairs: Iterable[Pair]) -> int:
    """Compare each pair and open a case where it is due and there was none yet. Returns how many."""
    several, opened = sorted(set(pairs)), 0
    above = Above()
    for start in range(0, len(several), BLOCK):
        block = several[start : start + BLOCK]
        customers = read({pk for pair in block for pk in pair})
        known = known_of(block)
        fresh = []
        for first, second in block:
            if (first, second) not in known and first in customers and second in customers:
                one, other = customers[first], customers[second]
                how = compare(file_of(one), file_of(other))
                if is_due(how):
                    fresh.append(case(one, other, how, above))
        opened += sets.insert_many(DuplicateCase, fresh, verb="create", source="job")
    return opened


def is_due(how: Likeness) -> bool:
    """Two numbers are two companies; else the score or the names speak."""
    return not how.other_number and (how.score >= LEAST or is_named_alike(how))


def known_of(pairs: list[Pair]) -> set[Pair]:
    rows = DuplicateCase.unscoped.filter(Among("first", {first for first, _second in pairs}))
    return set(rows.values_list("first_id", "second_id")) & set(pairs)


def case(one: Any, other: Any, how: Likeness, above: "Above") -> DuplicateCase:
    made = DuplicateCase(
        name=f"{one} · {other}"[:200], first_id=one.pk, second_id=other.pk, score=how.score, likeness=how.name,
        same_number=how.same_number, same_phone=how.same_phone, same_domain=how.same_domain, same_address=how.same_address,
        opened_on=timezone.localdate(),
    )  # fmt: skip
    above.put(made, one, other)
    return made


class Above:
    """Who may see both of two customers: their one owner, else the head of the nearest unit that holds both."""

    def __init__(self) -> None:
        self.units = {one.path: one for one in Unit.unscoped.filter(deleted_at=None).select_related("head")}

    def put(self, case: DuplicateCase, one: Any, other: Any) -> None:
        case.unit_id, case.org_path = None, common(one.org_path, other.org_path)
        case.owner_id = one.owner_id if one.owner_id == other.owner_id else None
        path = case.org_path
        while case.owner_id is None and path:
            unit = self.units.get(path)
            case.unit_id = case.unit_id or (unit.pk if unit else None)
            if unit and unit.head and not unit.head.left_on and unit.head.org_path.startswith(path):
                case.owner_id = unit.head_id
            path = parent(path)


def common(one: str, other: str) -> str:
    """The path of the nearest unit that holds both places."""
    shared = [a for a, b in zip(scope.units_on(one), scope.units_on(other), strict=False) if a == b]
    path = "".join(f"{step}." for step in shared)
    return path if one.startswith(path) and other.startswith(path) else ""


def parent(path: str) -> str:
    return path[: path.rstrip(".").rfind(".") + 1]


def follow(told: list[tuple[Any, dict[str, Any]]]) -> None:
    """Called with every write of customers: a case without its two files waits for nobody, and belongs to who may see both."""
    gone = [record.pk for record, changed in told if "deleted_at" in changed and record.deleted_at]
    back = [record.pk for record, changed in told if "deleted_at" in changed and not record.deleted_at and "id" not in changed]
    moved = [record.pk for record, changed in told if changed.keys() & {"owner_id", "org_path"} and "id" not in changed]
    for ids, before, after in ((gone, State.OPEN, State.GONE), (back, State.GONE, State.OPEN)):
        for side in ("first", "second"):
            for start in range(0, len(ids), BLOCK):
                settle(Among(side, ids[start : start + BLOCK]), before, after)
    for start in range(0, len(moved), BLOCK):
        replace(moved[start : start + BLOCK])


def merged(survivor: Any, others: list[int]) -> None:
    """Called when customers went into another one."""
    if isinstance(survivor, Customer):
        for pk in others:
            for before in (State.GONE, State.NOT_DUPLICATE):
                settle(about(pk) & about(survivor.pk), before, State.MERGED)


def parted(survivor: Any, others: list[int]) -> None:
    """Called when they came out again."""
    if isinstance(survivor, Customer):
        for pk in others:
            settle(about(pk) & about(survivor.pk), State.MERGED, State.OPEN)


def settle(which: Any, before: str, after: str) -> None:
    """From one state to another, but never open while one of the two lies in the trash."""
    rows = DuplicateCase.unscoped.filter(which, state=before, deleted_at=None)
    if after == State.OPEN:
        rows = rows.filter(first__deleted_at=None, second__deleted_at=None)
    if rows.exists():
        decided = None if after == State.OPEN else timezone.localdate()
        with acting(SYSTEM):
            sets.change_many(rows, {"state": after, "decided_on": decided}, verb="change")


def replace(customer_ids: list[int]) -> None:
    """Open cases of customers who have another owner now go to who may see both."""
    condition = Among("first", customer_ids), Among("second", customer_ids)
    cases = [one for which in condition for one in DuplicateCase.unscoped.filter(which, state=State.OPEN, deleted_at=None)]
    if not cases:
        return
    above, customers = Above(), read({pk for one in cases for pk in (one.first_id, one.second_id)})
    several = {one.pk: one for one in cases if {one.first_id, one.second_id} <= customers.keys()}
    for one in several.values():
        above.put(one, customers[one.first_id], customers[one.second_id])
    with acting(SYSTEM):
        sets.update_many(DuplicateCase, list(several.values()), ["owner"], verb="change", source="")
