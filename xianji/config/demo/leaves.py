"""What the demo company did beside its rules: with leave from a control, waiting for one, refused by one, and past one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from xianji.approval.models import Request
from xianji.approval.requests.actions import approve
from xianji.config.demo.acting import acting_as
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.kit import store
from xianji.kit.actions import note_refusal
from xianji.kit.refusals import Blocked
from xianji.lib import actor
from xianji.policy.exceptions.actions import ask
from xianji.policy.models import ControlException
from xianji.policy.runs.running import fold_outcomes
from xianji.sales.models import Opportunity, Visit
from xianji.sales.opportunities.controls import deals_are_followed_up
from xianji.sales.visits.actions import check_in
from xianji.sales.visits.controls import visit_is_prepared
from xianji.workspace.models import Activity

PAST = visit_is_prepared.full_name
IDLE = 33
"""Days for which nothing has happened with the deal that is spared."""


def ask_for(told: dict[str, Any]) -> set[int]:
    """A deal that rests, with the director's leave, and a file for which somebody asks; returns the deals."""
    words = told["leaves"]
    resting = Opportunity.unscoped.filter(closed_on=None).exclude(owner=None).order_by("-amount", "pk")[6]
    Opportunity.unscoped.filter(pk=resting.pk).update(staged_on=timezone.localdate() - timedelta(days=IDLE))
    Activity.unscoped.filter(about_label=resting.label(), about_id=resting.pk).delete()
    resting.refresh_from_db()
    granted = asked(deals_are_followed_up, resting, words["deal"], words["instead"], 21)
    request = Request.unscoped.get(about_label=granted.label(), about_id=granted.pk)
    with acting_as("director"):
        approve(request)
    long_ago = timezone.localdate() - timedelta(days=185)
    late = Customer.unscoped.exclude(owner=None).filter(state="active", verified_on__lt=long_ago)
    asked(files_are_checked, late.order_by("pk")[0], words["file"], words["call"], 14)
    return {resting.pk}


def asked(control: Any, about: Any, reason: str, compensation: str, days: int) -> ControlException:
    """By whoever has the duty."""
    with acting_as(about.owner):
        until = timezone.localdate() + timedelta(days=days)
        return ask(control, about, reason=reason, compensation=compensation, until=until, by=actor.current())


def go_past() -> None:
    """Today: one is there with all that a visit needs, one is refused because nothing is prepared, and of a third a script wrote
    that it had begun."""
    ahead = Visit.unscoped.filter(planned_at__date=timezone.localdate()).order_by("-owner", "planned_at")
    ready, bare = ahead.filter(state="prepared"), list(ahead.filter(state="planned"))
    arrive(ready[0])
    arrive(bare[-1])
    written = bare[0]
    written.state, written.checked_in_at = Visit.State.CHECKED_IN, timezone.now() - timedelta(minutes=25)
    with acting_as("admin"):
        store.change(written)
    fold_outcomes(timezone.localdate())


def arrive(visit: Visit) -> None:
    with acting_as(visit.owner):
        try:
            check_in(visit)
        except Blocked as refused:
            note_refusal("check_in", visit, refused)
