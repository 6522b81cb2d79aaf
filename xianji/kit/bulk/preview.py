"""What would come of a deed. A few records: the deed itself, taken back. Many: counted in groups by the database, and the first
rows tried."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, Count, Q, Value, When

from xianji.audit.journal import together
from xianji.audit.models import Entry
from xianji.kit.bulk.chosen import MOST, Chosen
from xianji.kit.bulk.deeds import Deed
from xianji.kit.bulk.outcome import Outcome, told
from xianji.kit.bulk.parts import carried_out, held
from xianji.kit.bulk.works import Work, work_of
from xianji.kit.lists.query import CAP
from xianji.kit.records.history import changes_of
from xianji.lib import actor
from xianji.org import scope

SHOWN = 8
"""First rows with their values before and after."""
CHANGED, SAME, ELSEWHERE, STATE, LACKING = "", "same", "elsewhere", "state", "lacking:"


@dataclass
class Group:
    """Records that are left out for one reason; some of their names, where they are known."""

    why: str
    count: int
    names: list[str] = field(default_factory=list)


@dataclass
class Preview:
    """How many are changed, are so already, and are left out; `rows` are [{title, href, changes}] of the first."""

    total: int
    changed: int
    same: int
    groups: list[Group]
    rows: list[dict[str, Any]]
    ids: list[int] = field(default_factory=list)
    """Those that are changed, where all were tried."""
    is_tried: bool = True

    @property
    def is_over(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > CAP

    @property
    def left_out(self) -> int:
        return sum(group.count for group in self.groups)


def previewed(chosen: Chosen, deed: Deed, values: dict[str, Any], reason: str) -> Preview:
    work = work_of(chosen.resource, deed, values, reason, "web")
    if chosen.count <= MOST:
        outcome, rows = tried(chosen, work, [*chosen.rows().order_by("pk").values_list("pk", flat=True)])
        ids = [row.pk for row in outcome.done]
        return Preview(chosen.count, len(ids), len(outcome.same), grouped(outcome), rows, ids)
    found = counted(chosen, deed, work)
    _outcome, rows = tried(chosen, work, chosen.first(SHOWN))
    groups = [Group(why, count) for why, count in found.items() if why not in (CHANGED, SAME)]
    return Preview(chosen.count, found.get(CHANGED, 0), found.get(SAME, 0), groups, rows, is_tried=False)


def tried(chosen: Chosen, work: Work, ids: list[int]) -> tuple[Outcome, list[dict[str, Any]]]:
    """Done and taken back; what changes is read from the journal meanwhile."""
    key = secrets.token_hex(16)
    with transaction.atomic(), together(key):
        rows = held(chosen.rows(), ids)
        outcome = carried_out(work, rows) if rows else Outcome()
        entries = Entry.objects.filter(batch=key, label=chosen.resource.label)
        order = {pk: place for place, pk in enumerate(ids)}
        deeds = {entry.record_id: entry for entry in entries.order_by("-id")}  # of several entries the deed's own came first
        first = sorted(deeds.values(), key=lambda entry: order.get(entry.record_id or 0, 0))[:SHOWN]
        shown = first_changes(chosen.resource, first)
        transaction.set_rollback(True)
    return outcome, shown


def first_changes(resource: Any, entries: list[Entry]) -> list[dict[str, Any]]:
    """What happens to the first records, field by field, as the history would tell it."""
    changes = changes_of(resource.model, entries)
    return [{"title": entry.title, "href": resource.address(entry.record_id), "changes": told_now}
            for entry, told_now in zip(entries, changes, strict=True)]  # fmt: skip


def grouped(outcome: Outcome) -> list[Group]:
    """The refusals by what they say, the commonest first."""
    groups: dict[str, Group] = {}
    for record, refusal in outcome.refused:
        group = groups.setdefault(told(refusal), Group(told(refusal), 0))
        group.count += 1
        group.names.append(str(record))
    return sorted(groups.values(), key=lambda group: -group.count)


def counted(chosen: Chosen, deed: Deed, work: Work) -> dict[str, int]:
    """{why: how many}, asked of the database at once, among as many as lists count. What only the rules of a single record can
    tell, or a control, is found when it is done."""
    model, action = chosen.resource.model, deed.action
    states = [action.state_field] if action is not None and action.when else []
    rows = model.unscoped.filter(pk__in=chosen.some().values("pk"))
    if model.owned:
        rows = rows.alias(_path=scope.PlainPath("org_path"))
    cases = [When(condition, then=Value(word)) for condition, word in reasons(model, deed, work)]
    why = Case(*cases, default=Value(CHANGED), output_field=CharField()) if cases else Value(CHANGED, output_field=CharField())
    found: dict[str, int] = {}
    for word, *state, count in rows.annotate(why=why).order_by().values_list("why", *states).annotate(n=Count("pk")):
        told_so = sentence(word, action, work, *state)
        found[told_so] = found.get(told_so, 0) + count
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def reasons(model: Any, deed: Deed, work: Work) -> list[tuple[Q, str]]:
    """What can be told by columns alone, in the order in which it is asked."""
    who = actor.current()
    reach, found = who.reach(work.permission), []
    if reach is None:
        found.append((Q(pk__isnull=False), ELSEWHERE))
    elif model.owned and not reach.everywhere:
        found.append((~scope.predicate(model, who, reach, scope.changes(work.permission)), ELSEWHERE))
    if deed.action is not None and deed.action.when:
        found.append((~Q(**{f"{deed.action.state_field}__in": deed.action.when}), STATE))
    for name in deed.action.needs if deed.action is not None else ():
        column = model._meta.get_field(name)
        empty = Q(**{f"{name}__isnull": True})
        found.append((empty if column.is_relation or not column.empty_strings_allowed else empty | Q(**{name: ""}),
                      f"{LACKING}{name}"))  # fmt: skip
    if deed.name in {"change", "hand_over"}:
        wanted = {"owner": work.values["to"]} if deed.name == "hand_over" else work.values
        found.append((Q(**{(f"{name}__isnull" if value is None else name): True if value is None else value
                           for name, value in wanted.items()}), SAME))  # fmt: skip
    return found


def sentence(word: str, action: Any, work: Work, state: Any = None) -> str:
    if word == STATE:
        return action.unsuited(state)
    if word.startswith(LACKING):
        return action.lacking(word.removeprefix(LACKING))
    return work.refusal if word == ELSEWHERE else word
