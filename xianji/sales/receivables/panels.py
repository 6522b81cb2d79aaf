"""What is owed, as pictures: the way of one receivable from charge to last payment, and all of a customer on its page."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.customers.customers.tabs import TRADE
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.rulebook.parameters.reading import value
from xianji.sales.receivables import ageing, rules
from xianji.sales.receivables.interest import interest, of_one
from xianji.sales.receivables.models import Receivable

ICONS = {"payment": "cash", "credit": "receipt-refund", "write_off": "eraser", "brought": "database"}
WAYS: list[Any] = []
"""What else belongs to the way of a receivable, from above: functions of a receivable that give lines of the timeline."""
UNALLOCATED: list[Any] = []
"""From above: what a customer has paid that is set against nothing yet."""


class Story(Panel):
    """Charged, due, each step and each payment, the newest first."""

    def context(self, record: Receivable, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        late = (today - record.due_on).days if record.balance > 0 else 0
        lines = [charged(record), *taken(record), *(line for way in WAYS for line in way(record))]
        if record.due_on <= today:
            lines.append(line(record.due_on, "calendar", _("Due on")))
        paid = record.amount - record.balance
        return {
            "lines": sorted(lines, key=lambda one: one["datetime"], reverse=True), "late": told_late(late),
            "percent": int(paid * 100 / record.amount) if record.amount else 0, "paid": writing.money(paid),
            "of": writing.money(record.amount), "interest": owed_interest(record, today) if late > 0 else "",
            "is_bad": late > 30, "disputed": record.disputed_because,
        }  # fmt: skip


def charged(record: Receivable) -> dict[str, Any]:
    told = " · ".join(filter(None, (record.document, record.term)))
    return line(record.issued_on, "file-invoice", _("Charged %(amount)s") % {"amount": writing.money(record.amount)}, told)


def taken(record: Receivable) -> list[dict[str, Any]]:
    """Payments, credit notes, write-offs and what was taken back."""
    payments = registry.resource_of("sales.payment")
    found = []
    for one in record.allocations.select_related("payment"):
        made = line(one.on, ICONS[one.kind], f"{one.get_kind_display()} {writing.money(one.amount)}")
        if one.payment_id is not None:
            made |= {"text": str(one.payment), "href": payments.address(one.payment_id)}
        found.append(made)
    return found


def line(on: date, icon: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"icon": icon, "title": title, "time": writing.day(on), "datetime": on.isoformat(), "text": text, **more}


def told_late(days: int) -> str:
    return ngettext("%(num)s day overdue", "%(num)s days overdue", days) % {"num": days} if days > 0 else ""


def owed_interest(record: Receivable, on: date) -> str:
    return writing.money(of_one(record, on, value("interest.late", on)))


class Money(Panel):
    """Owed, overdue, what is due next, by age as one bar."""

    def open_on(self, record: Any) -> bool:
        return actor.current().may("sales.receivable.view")

    def counted(self, record: Any) -> Any:
        return Receivable.objects.filter(customer=record, state__in=rules.OWED)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        today, resource = timezone.localdate(), registry.resource_of(Receivable)
        rows = Receivable.objects.filter(customer=record)
        aged = ageing.ageing(rows, today)
        coming = rows.filter(state__in=rules.OWED, balance__gt=0).order_by("due_on", "pk")
        found = list(coming[:6])
        upcoming = next((one for one in found if one.due_on >= today), None) or coming.filter(due_on__gte=today).first()
        broken = rows.filter(broken_on__isnull=False, state__in=rules.OWED).count()
        return {
            "figures": figures(aged, upcoming, interest(rows.filter(state__in=rules.OWED), today)), "bars": bars(aged),
            "rows": [
                {"one": one, "href": resource.address(one.pk), "late": told_late((today - one.due_on).days)} for one in found
            ],
            "all_href": f"{resource.path}?customer={record.pk}", "broken": broken,
            "advance": next((told for way in UNALLOCATED if (told := way(record))), ""),
        }  # fmt: skip


def figures(aged: rules.Ageing, upcoming: Receivable | None, late: Any) -> list[dict[str, Any]]:
    following = f"{writing.money(upcoming.balance)} · {writing.day(upcoming.due_on)}" if upcoming else "—"
    return [
        {"label": _("Owed"), "value": writing.money(aged.total)},
        {"label": _("Overdue"), "value": writing.money(aged.overdue)},
        {"label": _("Due next"), "value": following},
        {"label": _("Interest on what is late"), "value": writing.money(late)},
    ]  # fmt: skip


COLOURS = {"not_due": "d1", "1-30": "d2", "31-60": "d2"}
"""What is older is grave."""


def bars(aged: rules.Ageing) -> list[dict[str, Any]]:
    """Parts of one bar, those of nothing left out."""
    if not aged.total:
        return []
    return [
        {"percent": float(amount * 100 / aged.total), "colour": COLOURS.get(name, "d3"), "name": label(name),
         "value": writing.money(amount), "label": f"{label(name)} {writing.money(amount)}"}
        for name, amount in aged.sums.items() if amount > 0
    ]  # fmt: skip


def label(name: str) -> str:
    """What a bucket is called."""
    if name == rules.NOT_DUE:
        return _("Not due")
    if name.endswith("+"):
        return _("Over %(days)s days") % {"days": name[:-1]}
    return _("%(days)s days") % {"days": name.replace("-", "–")}


STORY = Story("story", gettext_lazy("How it went"), "sales/receivable.html", "main")
MONEY = Money("owed", gettext_lazy("Owed"), "sales/money.html", "tab", fold=TRADE, order=4)
