"""Holding somebody's data back from being erased, and letting them go."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.administration.retention.ending import after_hold
from xianji.administration.retention.models import Retention
from xianji.kit.actions import action
from xianji.kit.refusals import Refused

State = Retention.State


@action(Retention, when=(State.ANNOUNCED, State.RESTRICTED), then=State.HELD, label=pgettext_lazy("retention", "Hold"),
        icon="lock", primary=True, sets=True)  # fmt: skip
def hold(retention: Retention, *, by: Any, why: str, until: date | None = None) -> None:
    """A lawsuit or an audit needs it: nothing is erased before the day, or before somebody lets it go."""
    if until is not None and until <= timezone.localdate():
        raise Refused("", {"until": [_("Choose a day that is still to come, or none.")]})
    retention.reason, retention.until = why[:300], until


@action(Retention, when=State.HELD, then=(State.ANNOUNCED, State.ENDED), label=gettext_lazy("Let go"), icon="lock-open",
        sets=True)  # fmt: skip
def release(retention: Retention, *, by: Any) -> str:
    """Announced once more, with the whole notice; one whose time has not come is no longer due."""
    after_hold(retention, timezone.localdate())
    return retention.state


def held_by(record: Any) -> str:
    """The number of what holds this person's data; empty where nothing does."""
    name = record._meta.model_name
    rows = Retention.unscoped.filter(**{name: record.pk}, state=State.HELD, deleted_at=None)
    return rows.values_list("number", flat=True).first() or ""
