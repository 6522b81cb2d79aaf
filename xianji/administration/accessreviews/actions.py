"""Confirming an account, or changing it from the review: at once in force, and written down in both places."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.administration.accessreviews.models import AccessReview
from xianji.administration.users import actions as users
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, Actor, acting
from xianji.org.access.models import Assignment, Role
from xianji.org.users.models import User

State = AccessReview.State


def by_another(review: Any, who: Actor) -> bool:
    """Nobody confirms their own account."""
    return who.person_id is None or who.person_id != review.person_id


@action(AccessReview, when=State.OPEN, then=State.CONFIRMED, label=pgettext_lazy("access review", "Confirm"), icon="check",
        primary=True, only_for=by_another, sets=True)  # fmt: skip
def confirm(review: AccessReview, *, by: Any) -> None:
    """The person works here and needs just these roles."""
    review.decided_on = timezone.localdate()


@action(AccessReview, when=State.OPEN, then=State.CHANGED, label=gettext_lazy("Take a role away"), icon="user-x",
        only_for=by_another)  # fmt: skip
def take_role(review: AccessReview, *, by: Any, role: Role, why: str = "") -> None:
    """The role ends at once; the other ones are confirmed."""
    held = Assignment.objects.filter(user__person=review.person_id, role=role).first()
    if held is None:
        raise Refused("", {"role": [_("%(person)s does not hold this role.") % {"person": review.name}]})
    with acting(SYSTEM):
        users.take_role(held)
    decide(review, f"− {role.code} {why}")


@action(AccessReview, when=State.OPEN, then=State.CLOSED, label=gettext_lazy("Close the account"), icon="lock", danger=True,
        only_for=by_another)  # fmt: skip
def close_account(review: AccessReview, *, by: Any, why: str) -> None:
    """Nobody signs in with it any more."""
    user = User.objects.filter(person=review.person_id).first()
    if user is not None:
        with acting(SYSTEM):
            users.close(user, why)
    decide(review, why)


def decide(review: AccessReview, note: str) -> None:
    review.decided_on, review.note = timezone.localdate(), note.strip()[:300]
