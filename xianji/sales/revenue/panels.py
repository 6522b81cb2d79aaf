"""What a customer brought in, on its page: quarter by quarter, earned, left and invoiced."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from xianji.customers.customers.tabs import TRADE
from xianji.kit.metrics import Figure, Figures
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib.periods import months_after
from xianji.sales.revenue.earned import earned, may_know

QUARTERS = 4
WRITERS = {"money": writing.money, "rate": writing.percent}


class Earned(Panel):
    def open_on(self, record: Any) -> bool:
        return may_know("revenue_recognised")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """This quarter and the four before it, with what they come to."""
        today = timezone.localdate()
        columns = earned(f"{since(today)}..{today}", "quarter", {"customer": str(record.pk)})
        return {"heads": [one.metric.label for one in columns], **table(columns)}


def since(today: date) -> date:
    return months_after(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), -3 * QUARTERS)


def table(columns: list[Figures]) -> dict[str, Any]:
    """Rows by quarter, the newest first, and their sum."""
    by_key = [{row.key: row for row in column.rows} for column in columns]
    keys = sorted({key for column in by_key for key in column if key}, reverse=True)
    rows = [
        {"key": key, "cells": [cell(column.get(key), figures) for column, figures in zip(by_key, columns, strict=True)]}
        for key in keys
    ]
    return {"rows": rows, "totals": [cell(one.total, one) for one in columns]}


def cell(found: Figure | None, figures: Figures) -> dict[str, Any]:
    if found is None or found.value is None:
        return {"text": writing.NOTHING, "href": "", "value": None}
    return {"text": WRITERS[figures.metric.unit](found.value), "href": found.href, "value": found.value}


EARNED = Earned("earned", gettext_lazy("Earned and invoiced"), "sales/earned.html", "tab", fold=TRADE, order=2)
