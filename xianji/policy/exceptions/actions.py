"""What happens to an exception: somebody else than who asks grants or refuses it; it ends by itself or before."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry, sets, store
from xianji.kit.actions import action
from xianji.kit.controls import Control
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.access.models import Assignment
from xianji.org.access.names import ROLES
from xianji.policy.exceptions.models import ControlException

State = ControlException.State


@action(ControlException, when=State.REQUESTED, then=State.APPROVED, label=gettext_lazy("Grant"), icon="circle-check", letter="A",
        primary=True, permission="policy.controlexception.decide")  # fmt: skip
def grant(exception: ControlException, *, by: Any) -> None:
    """From now on its cases count as excepted, beside the rate and not in it."""
    _must_be_another(exception, by)
    if exception.valid_to < timezone.localdate():
        raise Refused(_("Its last day (%(day)s) has passed.") % {"day": exception.valid_to})
    exception.approver_id = by.person_id


@action(ControlException, when=State.REQUESTED, then=State.REFUSED, label=gettext_lazy("Refuse"), icon="circle-x", letter="A",
        danger=True, permission="policy.controlexception.decide")  # fmt: skip
def refuse(exception: ControlException, *, by: Any, why: str) -> None:
    """The duty stands as it is."""
    _must_be_another(exception, by)
    exception.approver_id = by.person_id


@action(ControlException, when=(State.REQUESTED, State.APPROVED), then=State.CLOSED, label=gettext_lazy("End it"), icon="lock")
def close(exception: ControlException, *, by: Any) -> None:
    """It is not needed any more; the duty counts again from the next run."""


def may_grant(control: Control) -> str:
    """The code of the role that may grant an exception from a control."""
    return control.granted_by or control.responsible


def _must_be_another(exception: ControlException, by: Any) -> None:
    """Nobody grants what they asked for or what spares themselves, and only the role that the control names decides."""
    if by.is_system:
        return
    if by.person_id in (exception.created_by_id, exception.owner_id, exception.person_id):
        raise NotPermitted(_("Whoever asks for an exception, or is spared by it, does not decide on it."))
    code = may_grant(registry.controls[exception.control])
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()), user__person=by.person_id)
    if not held.filter(role__code__in=[code, "EXE"]).exists():
        raise NotPermitted(_("An exception from this control is granted by %(role)s.") % {"role": _(ROLES[code])})


def ask(
    control: Control, about: Any, *, wide: str = "", reason: str, compensation: str, until: date, by: Any
) -> ControlException:  # fmt: skip
    """A request, owned by the one who has the duty: for one object, or `wide` for all that its owner or its unit has."""
    owner = getattr(about, "owner_id", None) or by.person_id
    made = ControlException(
        control=control.full_name, owner_id=owner, reason=reason, compensation=compensation, valid_from=timezone.localdate(),
        valid_to=until,
    )  # fmt: skip
    if wide == "owner":
        made.person_id = owner
    elif wide == "unit":
        made.scope_unit_id = getattr(about, "unit_id", None) or by.unit_id
    else:
        made.about_label, made.about_id, made.about_title = about.label(), about.pk, str(about)[:200]
    return store.create(made, verb="ask")


def expire(on: date) -> int:
    """Those whose last day has passed; returns how many."""
    rows = ControlException.unscoped.filter(state__in=[State.APPROVED, State.REQUESTED], valid_to__lt=on, deleted_at=None)
    return sets.change_many(rows, {"state": State.EXPIRED}, verb="expire", source="job")
