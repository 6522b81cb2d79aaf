"""No way round: whatever door a change comes through, the store tells of it here, inside its transaction."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xianji.approval.requests import declared
from xianji.approval.requests.declared import Approvable
from xianji.approval.requests.granting import granted, is_granting
from xianji.approval.requests.models import Request
from xianji.approval.requests.notices import announce
from xianji.approval.requests.seating import close
from xianji.kit import store
from xianji.kit.actions import Action, lock
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor

BLOCK = 500
STANDING = (Request.State.PENDING, Request.State.APPROVED)
Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def approvable(
    model: Any, *, guarded: tuple[str, ...] = (), reopens: Action | None = None, in_bulk: bool = False,
    through: Action | None = None, heard: Callable[[Any, int | None, str], None] | None = None,
) -> Approvable:  # fmt: skip
    """Declare it once, beside the verbs. From then on no door leads to a state that only an approval gives, and none past
    the guarded fields."""
    kind = declared.kinds[model._meta.label_lower] = Approvable(model, tuple(guarded), reopens, in_bulk, through, heard)
    store.follow(model, lambda told: look(kind, told))
    return kind


def look(kind: Approvable, told: Told) -> None:
    outside = [(record, changed) for record, changed in told if not is_granting(kind.model.label(), record.pk)]
    for record, changed in outside:
        no_other_way(kind, record, changed)
    guarded = [(record, changed) for record, changed in outside if not is_new(record) and touches(kind, changed)]
    requests = standing(kind.model.label(), [record.pk for record, _changed in guarded])
    for record, changed in guarded:
        if (request := requests.get(record.pk)) is not None:
            protect(kind, record, changed, request)


def is_new(record: Any) -> bool:
    """Just stored for the first time, so that nothing was loaded."""
    return not hasattr(record, "_loaded")


def touches(kind: Approvable, changed: dict[str, tuple[Any, Any]]) -> bool:
    return bool((kind.columns | {"deleted_at"}) & changed.keys())


def no_other_way(kind: Approvable, record: Any, changed: dict[str, tuple[Any, Any]]) -> None:
    """A state that only an approval gives is given by nothing else; a new record has it only where the system brings in
    history."""
    is_history = is_new(record) and actor.current().is_system
    for name, states in kind.states.items():
        if name in changed and changed[name][1] in states and not is_history:
            label = dict(record._meta.get_field(name).flatchoices).get(changed[name][1], changed[name][1])
            raise NotPermitted(_("“%(state)s” is reached only through an approval.") % {"state": label})


def standing(label: str, ids: list[int]) -> dict[int, Request]:
    """The request that holds for each record now: the newest that is pending or approved."""
    found: dict[int, Request] = {}
    for start in range(0, len(ids), BLOCK):
        rows = Request.unscoped.filter(about_label=label, about_id__in=ids[start : start + BLOCK], state__in=STANDING)
        found |= {row.about_id: row for row in rows.order_by("pk")}
    return found


def protect(kind: Approvable, record: Any, changed: dict[str, tuple[Any, Any]], request: Request) -> None:
    """The change is refused, or the matter begins anew."""
    names = [name for name in changed if name in kind.columns]
    if "deleted_at" in changed and not names:
        if request.state == Request.State.PENDING:
            overtake(request)
        return
    if kind.reopens is None:
        raise Refused("", {name.removesuffix("_id"): [refusal(request)] for name in names})
    fresh = lock(record)
    overtake(request)
    if kind.reopens.suits(fresh):
        with granted(request):
            kind.reopens(fresh, through=kind.reopens.only_through, source="approval", reason=request.number)
        record.__dict__.update(fresh.__dict__)


def refusal(request: Request) -> str:
    if request.state == Request.State.PENDING:
        return _("This is being approved (%(number)s). Withdraw the request before you change it.") % {"number": request.number}
    return _("This was approved (%(number)s) and is not changed afterwards.") % {"number": request.number}


def overtake(request: Request) -> None:
    """What was asked about has changed: nobody is asked any more, and those who were are told."""
    row = lock(request)
    people = set(row.seats.exclude(state="closed").values_list("person_id", flat=True)) | {row.asked_by_id}
    close(row, Request.State.OVERTAKEN)
    store.change(row, verb="overtake")
    announce(row, "overtaken", people)


def pending(record: Any) -> Request | None:
    """What is being decided about a record now."""
    rows = Request.unscoped.filter(about_label=record.label(), about_id=record.pk, state=Request.State.PENDING, deleted_at=None)
    return rows.first()


def must_not_wait(record: Any) -> None:
    """For what belongs to a record and is no field of it: nothing of it changes while somebody is deciding about it."""
    if (request := pending(record)) is not None:
        raise Refused(refusal(request))


def waits(record: Any) -> str:
    """Why a record is not merged with others now: somebody is deciding about it as it is."""
    told = _("“%(record)s” waits for an approval. Merge it when that is decided.") % {"record": record}
    return told if pending(record) else ""
