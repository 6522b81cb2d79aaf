"""A version's life: from draft to published, or withdrawn."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.policy.versions.models import Version

State = Version.State


@action(Version, when=State.DRAFT, then=State.PUBLISHED, label=gettext_lazy("Put into force"), icon="gavel", letter="A",
        primary=True)  # fmt: skip
def publish(version: Version, *, by: Any, effective_on: date) -> None:
    """In force from that day; the version before ends there."""
    if effective_on < timezone.localdate():
        raise Refused("", {"effective_on": [_("A version cannot come into force in the past (%(day)s).")
                                            % {"day": effective_on}]})  # fmt: skip
    if not version.clauses(manager="unscoped").filter(deleted_at=None).exists():
        raise Refused(_("This version has no clauses."))
    version.effective_on = effective_on


@action(Version, when=State.PUBLISHED, then=State.WITHDRAWN, label=gettext_lazy("Withdraw"), icon="ban", letter="A",
        danger=True)  # fmt: skip
def withdraw(version: Version, *, by: Any, why: str) -> None:
    """No longer in force; the version before counts again."""
