"""Whoever leads the person looks into it and says what it was."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.alerts.models import Alert
from xianji.kit.actions import action
from xianji.kit.refusals import NotPermitted

State = Alert.State


@action(Alert, when=State.OPEN, then=State.HARMLESS, label=gettext_lazy("Harmless"), icon="circle-check", primary=True,
        says=gettext_lazy("There was a good reason. What you write stays with the alert."))  # fmt: skip
def clear(alert: Alert, *, by: Any, finding: str) -> None:
    """There was a good reason, which is written down."""
    looked(alert, by, finding)


@action(Alert, when=State.OPEN, then=State.INCIDENT, label=gettext_lazy("It is an incident"), icon="alert-triangle", danger=True,
        says=gettext_lazy("Data may have leaked. Write what it was and what is done about it."))  # fmt: skip
def confirm(alert: Alert, *, by: Any, finding: str) -> None:
    """Data may have leaked; what is done about it is written down."""
    looked(alert, by, finding)


def looked(alert: Alert, by: Any, finding: str) -> None:
    if by.person_id is not None and by.person_id == alert.person_id:
        raise NotPermitted(_("Nobody decides about an alert on themselves."))
    alert.finding, alert.looked_on = finding[:500], timezone.localdate()
