"""What a customer owes, for those who go to see it: lines of the brief, and how soon a collection visit is due."""

from decimal import Decimal

from django.db.models import Min, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.web import writing
from xianji.org.among import Among
from xianji.sales.receivables.models import Receivable
from xianji.sales.visits.brief import AT_ONCE, Found, Line, Source, gathered

OWED = (Receivable.State.OPEN, Receivable.State.PARTLY)


def overdue(customer_ids: list[int]) -> dict[int, tuple[int, Decimal]]:
    """{customer: (days of the oldest, amount of all)}; what is disputed is spoken about elsewhere."""
    today = timezone.localdate()
    rows = Receivable.unscoped.filter(Among("customer", customer_ids), state__in=OWED, due_on__lt=today, deleted_at=None)
    found = rows.order_by().values_list("customer").annotate(Min("due_on"), Sum("balance"))
    return {pk: ((today - first).days, amount) for pk, first, amount in found}


def owed(ids: list[int]) -> Found:
    """What is due first, as far as the reader may see it."""
    today = timezone.localdate()
    rows = Receivable.objects.filter(customer__in=ids, state__in=OWED).order_by("due_on", "pk")
    return gathered((one.customer_id, Line(
        writing.short_money(one.balance), one.document or one.number, _("due %(day)s") % {"day": writing.day(one.due_on)},
        "bad" if one.due_on < today else "",
    )) for one in rows[:AT_ONCE])  # fmt: skip


OWING = Source("owed", gettext_lazy("Owed"), "receipt-yuan", "sales.receivable.view", owed)
