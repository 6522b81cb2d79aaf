"""A version's life: from draft by review to published, or withdrawn."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.policy.versions.models import Version

State = Version.State
forgetting: list[Callable[[], None]] = []
"""What is kept in memory about the version in force; called when another takes its place."""
CHAIN = [stage(role("SD"), days=2, late=UPWARDS)]
"""The director decides about what binds the company."""


@action(Version, when=State.DRAFT, then=State.REVIEW, label=gettext_lazy("Put into force"), icon="gavel", letter="A",
        primary=True,
        says=gettext_lazy("The director is asked. On that day this version comes into force, and the one before "
                          "ends."))  # fmt: skip
def submit(version: Version, *, by: Any, effective_on: date) -> None:
    """Ask that it be in force from that day; who would only ask themselves needs nobody else."""
    if effective_on < timezone.localdate():
        raise Refused("", {"effective_on": [_("A version cannot come into force in the past (%(day)s).")
                                            % {"day": effective_on}]})  # fmt: skip
    if not version.clauses(manager="unscoped").filter(deleted_at=None).exists():
        raise Refused(_("This version has no clauses."))
    version.effective_on = effective_on
    ask(version, CHAIN, yes=publish, no=send_back, by=by, facts=["regulation", "name", "effective_on"],
        subject=gettext_noop("Regulation into force"))  # fmt: skip


@action(Version, when=State.REVIEW, then=State.PUBLISHED, label=pgettext_lazy("version", "Publish"), letter="A",
        only_through=approval)  # fmt: skip
def publish(version: Version, *, by: Any) -> None:
    """In force from the day that was asked for, or from today where that has passed; the version before ends there."""
    version.effective_on = max(version.effective_on or timezone.localdate(), timezone.localdate())
    for forget in forgetting:
        transaction.on_commit(forget)


@action(Version, when=State.REVIEW, then=State.DRAFT, label=gettext_lazy("Back to draft"), only_through=approval, letter="A")
def send_back(version: Version, *, by: Any) -> None:
    """It may be corrected again."""
    version.effective_on = None


@action(Version, when=State.PUBLISHED, then=State.WITHDRAWN, label=gettext_lazy("Withdraw"), icon="ban", letter="A",
        danger=True)  # fmt: skip
def withdraw(version: Version, *, by: Any, why: str) -> None:
    """No longer in force; the version before counts again."""


approvable(Version, guarded=("name", "effective_on", "regulation"))
