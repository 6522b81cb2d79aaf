"""What the regulation asks of touches: nobody is disturbed who said no, nor at night."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.consents import calling
from xianji.customers.touches import welcome
from xianji.customers.touches.models import Touch
from xianji.kit.controls import NOT_APPLICABLE, Step, control


@control(
    "3.2.1a", Touch, blocks="create", granted_by="LEG", always=True, title=_("Who said no is left in peace"),
    says=_("Before each touch it is asked whether the person may be contacted; after three refusals never again."),
    steps=(
        Step(
            _("Before each touch"), _("“Do not contact” is asked"),
            ("拒绝", "拒絕", "refuse", "电话", "電話", "telephone"),
        ),
    ),
)
def nobody_is_disturbed(touch: Any, values: dict[str, Any], on: date) -> Any:
    """Word from them is always welcome."""
    if touch.direction != Touch.Direction.OUT or not (touch.lead_id or touch.contact_id):
        return NOT_APPLICABLE
    return welcome.refusal(touch) or None


@control(
    "3.2.1a", Touch, blocks="create", granted_by="LEG", title=_("Calls are made by day"),
    says=_("Nobody is called before nine in the morning or after eight in the evening of their own time."),
    steps=(Step(_("When a call is entered"), _("the hour is asked"), ("时段", "時段", "hours", "电话", "電話", "telephone")),),
)
def calls_are_made_by_day(touch: Any, values: dict[str, Any], on: date) -> Any:
    """By the time of the call, not of its entry."""
    if touch.direction != Touch.Direction.OUT or touch.channel != Touch.Channel.CALL:
        return NOT_APPLICABLE
    return calling.off_hours(touch.at) or None
