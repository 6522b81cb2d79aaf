"""What people do with a revenue entry: nothing but to book a correction beside it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.sales.revenue.booking import Source, stands, write
from xianji.sales.revenue.models import RevenueEntry


@action(RevenueEntry, label=gettext_lazy("Correct"), icon="pencil", letter="A", alone=True,
        only_for=lambda entry, who: entry.source != Source.CORRECTION)  # fmt: skip
def correct(entry: RevenueEntry, *, by: Any, net: Any, why: str) -> None:
    """The net amount was another: what it differs from the entry with its corrections so far is booked today as an entry of
    its own, with the reason."""
    difference = money.minus(net, stands(entry))
    if not difference:
        raise Refused(_("The amount is the same, so there is nothing to correct."))
    made = RevenueEntry(
        booked_on=timezone.localdate(), source=Source.CORRECTION, customer_id=entry.customer_id, order_id=entry.order_id,
        line_id=entry.line_id, product_id=entry.product_id, corrects=entry, why=why[:200], net=difference,
        cost=None if entry.cost is None else 0, margin=None if entry.cost is None else difference, owner_id=entry.owner_id,
        counts_for_id=entry.counts_for_id,
    )  # fmt: skip

    def book() -> None:
        write([made])

    afterwards(book)
