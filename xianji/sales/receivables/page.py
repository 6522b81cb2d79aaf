"""The page of what is owed: figures, age as bars, who owes most, month by month; each mark opens its rows."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.web import writing
from xianji.lib import axes, money
from xianji.rulebook.tables.deciding import decide
from xianji.sales.receivables import rules
from xianji.sales.receivables.ageing import bands, by_customer
from xianji.sales.receivables.figures import Figures, figures
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.panels import label

TOP = 8
State = Receivable.State
TONES = ("", "warn", "warn", "bad", "bad", "bad", "bad")
HUNDRED = Decimal(100)


def context(on: date) -> dict[str, Any]:
    """Of the rows that the reader may see."""
    rows = Receivable.objects.all()
    found, owed = figures(rows, on), by_customer(rows, on)
    names = dict(Customer.objects.filter(pk__in=debtors_of(owed)).values_list("pk", "name"))
    sums = {pk: aged.total for pk, aged in owed.items()}
    return {
        "strip": strip(found), "buckets": buckets(found, on), "bands": banded(bands(rows, on), on),
        "debtors": debtors(owed, names), "concentration": concentrated(sums, names),
        "trend": trend(found), "ticks": axes.ticks(top(found), writing.axis_money), "speed": speed(found),
        "loss": writing.money(found.loss), "loss_share": writing.percent(money.share(found.loss, found.ageing.total)),
        "warning": warning(found), "disputed": disputed(rows), "disputed_href": listed(state=State.DISPUTED),
        "is_empty": not found.ageing.total and not any(one.sales for one in found.trend),
    }  # fmt: skip


def strip(found: Figures) -> list[dict[str, Any]]:
    return [
        {"label": _("Owed"), "value": writing.short_money(found.ageing.total)},
        {"label": _("Overdue"), "value": writing.short_money(found.ageing.overdue)},
        {"label": _("Overdue share"), "value": writing.percent(found.overdue)},
        {"label": _("Days of sales owed"), "value": writing.number(found.days, 1)},
        {"label": _("Collected of what could be"), "value": writing.percent(found.effectiveness)},
        {"label": _("Expected loss"), "value": writing.short_money(found.loss)},
    ]


def speed(found: Figures) -> list[dict[str, Any]]:
    """Days of sales in its four readings."""
    return [
        {"label": _("Days of sales owed"), "value": writing.number(found.days, 1)},
        {"label": _("At best, if nothing were late"), "value": writing.number(found.best, 1)},
        {"label": _("Lost by being late"), "value": writing.number(found.late, 1)},
        {"label": _("Counted back by month"), "value": writing.number(found.back, 1)},
    ]


def listed(**asked: str) -> str:
    """The list of what stands behind a mark; what was settled since is not among it."""
    return f"{registry.resource_of(Receivable).path}?{urlencode({'state': ','.join(rules.OWED), **asked}, safe=',.')}"


def buckets(found: Figures, on: date) -> list[dict[str, Any]]:
    most = max(*found.ageing.sums.values(), Decimal(1))
    return [
        {**bar(amount, most), "label": label(name), "tone": tone if amount else "",
         "href": listed(due_on=span(rules.due_between(name, on)))}
        for (name, amount), tone in zip(found.ageing.sums.items(), TONES, strict=True)
    ]  # fmt: skip


def banded(sums: dict[str, Decimal], on: date) -> list[dict[str, Any]]:
    """By years since the charge; each as a share of all, as it is disclosed."""
    total, most = money.plus(*sums.values()), max(*sums.values(), Decimal(1))
    return [
        {**bar(amount, most), "label": years(over, upto), "tone": "",
         **({"value": f"{writing.short_money(amount)} · {writing.percent(money.share(amount, total))}"} if amount else {}),
         "href": listed(issued_on=span(rules.charged_between(name, on)))}
        for (name, over, upto), amount in zip(rules.BANDS, sums.values(), strict=True)
    ]  # fmt: skip


def disputed(rows: Any) -> str:
    """What is disputed now, told apart; of an earlier day nobody knows it any more."""
    total = rows.filter(state=State.DISPUTED).aggregate(sum=Sum("balance"))["sum"]
    return writing.money(total) if total else ""


def years(over: int, upto: int | None) -> str:
    if upto is None:
        return _("Over %(years)s years") % {"years": over}
    return _("%(from)s–%(to)s years") % {"from": over, "to": upto} if over else _("Within 1 year")


def bar(amount: Decimal, most: Decimal) -> dict[str, Any]:
    return {"value": writing.short_money(amount), "title": writing.money(amount), "percent": percent(amount, most)}


def span(days: tuple[date | None, date | None]) -> str:
    return "..".join(str(day or "") for day in days)


def debtors_of(owed: dict[int, rules.Ageing]) -> list[int]:
    return sorted(owed, key=lambda pk: (-owed[pk].total, pk))[:TOP]


def debtors(owed: dict[int, rules.Ageing], names: dict[int, str]) -> list[dict[str, Any]]:
    chosen = debtors_of(owed)
    most = max((owed[pk].total for pk in chosen), default=Decimal(1)) or Decimal(1)
    return [
        {
            "label": names.get(pk, "—"), "value": writing.short_money(owed[pk].total), "percent": percent(owed[pk].total, most),
            "title": told(owed[pk]), "tone": "bad" if owed[pk].overdue * 2 > owed[pk].total else "",
            "href": listed(customer=str(pk)),
        }
        for pk in chosen
    ]  # fmt: skip


def told(aged: rules.Ageing) -> str:
    sums = {"owed": writing.money(aged.total), "late": writing.money(aged.overdue)}
    return _("%(owed)s owed, %(late)s of it overdue") % sums


def concentrated(sums: dict[int, Decimal], names: dict[int, str]) -> str:
    largest = rules.concentration(sums)
    return "" if largest is None else _("the largest %(share)s of all") % {"share": writing.percent(largest[1])}


def trend(found: Figures) -> list[dict[str, Any]]:
    most = top(found)
    return [
        {
            "label": date_format(one.last, "YEAR_MONTH_FORMAT"), "short": str(one.first.month),
            "value": writing.money(one.closing), "percent": percent(one.closing, most), "open": one is found.trend[-1],
        }
        for one in found.trend
    ]  # fmt: skip


def top(found: Figures) -> Decimal:
    return axes.end(max(*(one.closing for one in found.trend), Decimal(1)))


def percent(amount: Decimal, most: Decimal) -> float:
    return round(float(max(amount, Decimal(0)) * 100 / most), 1)


def warning(found: Figures) -> dict[str, str] | None:
    """W4 as the table of early warnings says."""
    if found.overdue is None:
        return None
    level = decide("warning.levels", indicator="W4", value=money.times(found.overdue, HUNDRED, 4))["level"]
    if level == "green":
        return None
    text = _("%(share)s of what is owed is overdue.") % {"share": writing.percent(found.overdue)}
    return {"text": text, "tone": "bad" if level == "red" else "warn"}


