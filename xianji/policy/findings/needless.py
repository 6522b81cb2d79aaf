"""Exceptions that a ladder asked for by itself, and that nobody has to decide any more."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from xianji.kit import sets, store
from xianji.policy.exceptions.actions import nobody_is_asked
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.models import Finding, missed

State = ControlException.State


def put_aside(controls: Iterable[str] | None = None) -> int:
    """Those whose person has nothing overdue of their control, of all controls or of these; returns how many. Whoever was to
    decide is told that nobody is asked."""
    overdue = Finding.unscoped.filter(missed, control=OuterRef("control"), owner=OuterRef("person"), deleted_at=None)
    rows = ControlException.unscoped.filter(~Exists(overdue), is_automatic=True, state=State.REQUESTED, deleted_at=None)
    if controls is not None:
        rows = rows.filter(control__in=controls)
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        return 0
    with store.whole():
        nobody_is_asked(ids)
        asked = ControlException.unscoped.filter(pk__in=ids, state=State.REQUESTED)
        return sets.change_many(asked, {"state": State.CLOSED}, verb="close", source="job")
