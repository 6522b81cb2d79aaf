"""Telling the customer how an order stands: said by phone, by mail or in person, and kept in the order's timeline."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import store
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.sales.orders.actions import UNDER_WAY
from xianji.sales.orders.models import Order
from xianji.workspace.activities.models import Activity

Kind = Activity.Kind


class Way(models.TextChoices):
    CALL = Kind.CALL, Kind.CALL.label
    MAIL = Kind.MAIL, Kind.MAIL.label
    MEETING = Kind.MEETING, Kind.MEETING.label


@action(Order, when=Order.State.CONFIRMED, label=gettext_lazy("Tell the customer"), icon="message-circle", letter="C", alone=True,
        only_for=lambda order, who: order.delivery in UNDER_WAY)  # fmt: skip
def tell(order: Order, *, by: Any, news: str, how: Way = Way.CALL) -> None:
    """What they were told of the order, and how; it counts from now on as told."""
    if not news.strip():
        raise Refused("", {"news": [_("Write down what the customer was told.")]})
    subject = _("Told of order %(number)s") % {"number": order.number}
    store.create(Activity(
        kind=str(how), subject=subject, text=news.strip(), owner_id=by.person_id or order.owner_id,
        about_label=Order.label(), about_id=order.pk,
    ))  # fmt: skip
