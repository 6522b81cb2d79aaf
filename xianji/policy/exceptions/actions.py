"""What happens to an exception: somebody else than who asks grants or refuses it, through an approval; it ends by
itself or before."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.asking import ask as ask_for_approval
from xianji.approval.requests.guards import approvable, overtake, standing
from xianji.approval.requests.holders import Matter
from xianji.approval.requests.others import somebody_else
from xianji.kit import registry, sets, store
from xianji.kit.actions import action, approval
from xianji.kit.controls import Control
from xianji.kit.refusals import Refused
from xianji.lib.actor import Actor
from xianji.policy.exceptions.models import ControlException
from xianji.rulebook.tables.deciding import decide

State = ControlException.State
TABLE = "exception.approvers"
ASKED = ["control", "reason", "compensation", "valid_to", "person", "scope_unit", "valid_from", "clause"]
ASKED_OF = ("control", "about_id", "person", "scope_unit", "reason", "compensation", "valid_from", "valid_to")


@action(ControlException, when=State.REQUESTED, then=State.APPROVED, label=gettext_lazy("Grant"), only_through=approval)
def grant(exception: ControlException, *, by: Any) -> None:
    """From now on its cases count as excepted, beside the rate and not in it."""
    if exception.valid_to < timezone.localdate():
        raise Refused(_("Its last day (%(day)s) has passed.") % {"day": exception.valid_to})
    exception.approver_id = by.person_id


@action(ControlException, when=State.REQUESTED, then=State.REFUSED, label=gettext_lazy("Refuse"), only_through=approval)
def refuse(exception: ControlException, *, by: Any) -> None:
    """The duty stands as it is; who withdrew it decided nothing."""
    exception.approver_id = by.person_id if by.person_id != exception.created_by_id else None


@action(ControlException, when=(State.REQUESTED, State.APPROVED), then=State.CLOSED, label=gettext_lazy("End it"), icon="lock")
def close(exception: ControlException, *, by: Any) -> None:
    """It is not needed any more; the duty counts again from the next run."""
    nobody_is_asked([exception.pk])


def may_grant(control: Control) -> str:
    """The code of the role that may grant an exception from a control."""
    return control.granted_by or control.responsible


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
    with store.whole():
        return put_forward(store.create(made, verb="ask"), by)


def put_forward(exception: ControlException, by: Actor) -> ControlException:
    """Those whom the rulebook names for the control's role are asked; never who asks, nor who would be spared."""
    days = (exception.valid_to - exception.valid_from).days
    role, reach = may_grant(registry.controls[exception.control]), reach_of(exception)
    answer = decide(TABLE, role=role, days=days, reach=reach)
    matter = Matter(exception.unit_id or by.unit_id, by.person_id, exception.label())
    chain = somebody_else(answer.get("approvers", ()), matter, [by.person_id, exception.owner_id, exception.person_id])
    shown = [name for name in ASKED if getattr(exception, name)]
    ask_for_approval(exception, chain, yes=grant, no=refuse, by=by, concerns=exception.owner_id, facts=shown,
                     subject=gettext_noop("Exception"), because=answer)  # fmt: skip
    return exception


def reach_of(exception: ControlException) -> str:
    if exception.person_id:
        return "owner"
    return "unit" if exception.scope_unit_id else "case"


def nobody_is_asked(ids: list[int]) -> None:
    """What ends before it is decided is decided by nobody any more."""
    for request in standing(ControlException.label(), ids).values():
        if request.state == request.State.PENDING:
            overtake(request)


def expire(on: date) -> int:
    """Those whose last day has passed; returns how many."""
    rows = ControlException.unscoped.filter(state__in=[State.APPROVED, State.REQUESTED], valid_to__lt=on, deleted_at=None)
    with store.whole():
        nobody_is_asked(list(rows.filter(state=State.REQUESTED).values_list("pk", flat=True)))
        return sets.change_many(rows, {"state": State.EXPIRED}, verb="expire", source="job")


approvable(ControlException, guarded=ASKED_OF)
