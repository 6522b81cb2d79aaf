"""Carrying out an answer: the verbs that only an approval may run are open to one request, while it is being carried out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.models import Request, Step
from xianji.kit import registry
from xianji.kit.actions import approval
from xianji.kit.refusals import Refused

UNDONE = (Step.State.WAITING, Step.State.OPEN, Step.State.REJECTED, Step.State.RETURNED)
_granting: ContextVar[Request | None] = ContextVar("granting", default=None)


@contextmanager
def granted(request: Request) -> Iterator[None]:
    token = _granting.set(request)
    try:
        yield
    finally:
        _granting.reset(token)


def granted_now(label: str) -> int | None:
    """The record of this kind about which an answer is being carried out."""
    now = _granting.get()
    return now.about_id if now is not None and now.about_label == label else None


def is_granting(label: str, pk: int) -> bool:
    """Whether the answer to a request about this record is being carried out now."""
    return granted_now(label) == pk


def grants(verb: str, record: Any) -> bool:
    """Whether a verb that only an approval may run is open to this record. What agrees needs a request that stands in the
    database as pending with every step approved or skipped, which is so only while it is being carried out."""
    now, label = _granting.get(), record.label()
    if now is None or (now.about_label, now.about_id) != (label, record.pk):
        return False
    row = Request.unscoped.filter(pk=now.pk, about_label=label, about_id=record.pk).first()
    if row is None:
        return False
    if verb == row.yes:
        return row.state == Request.State.PENDING and not row.steps.filter(state__in=UNDONE).exists()
    kind = kind_of(label)
    return verb == row.no or bool(kind and kind.reopens and verb == kind.reopens.full_name)


def target_of(request: Request) -> Any:
    """What it is about, whoever looks; None when it is gone."""
    return apps.get_model(request.about_label).unscoped.filter(pk=request.about_id, deleted_at=None).first()


def carry_out(request: Request, verb: str, by: Any, reason: str = "") -> None:
    """Run the verb of the answer on what was asked about, if it still is what was asked about."""
    if not verb:
        return
    target = target_of(request)
    if target is None:
        raise Refused(_("What this request is about no longer exists."))
    kind = kind_of(request.about_label)
    if verb == request.yes and kind and request.snapshot and kind.digest(target) != request.snapshot:
        raise Refused(_("What is to be approved has changed since it was asked for; ask again."))
    action = registry.actions[verb]
    with granted(request):
        action(target, by=by, through=action.only_through and approval, source="approval", reason=reason)
    if verb == request.yes and kind:
        request.snapshot = kind.digest(target_of(request) or target)
