"""What is decided about two files that may be one."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.customers.duplicates.models import DuplicateCase
from xianji.kit.actions import action

State = DuplicateCase.State


@action(DuplicateCase, when=State.OPEN, then=State.NOT_DUPLICATE, label=_("These are two companies"), icon="circle-x", sets=True)
def not_duplicate(case: DuplicateCase, *, by: Any, why: str) -> None:
    """They are not asked about again; the reason stays for whoever wonders."""
    case.why, case.decided_on = why[:300], timezone.localdate()


@action(DuplicateCase, when=State.NOT_DUPLICATE, then=State.OPEN, label=_("Look at it again"), icon="refresh", sets=True)
def reopen(case: DuplicateCase, *, by: Any) -> None:
    """Somebody doubts the decision."""
    case.why, case.decided_on = "", None
