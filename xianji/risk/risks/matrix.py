"""The open risks of a reader by likelihood and impact: one statement, each cell with the level of its score."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit import registry
from xianji.kit.web import writing
from xianji.lib import money
from xianji.risk.risks import rules
from xianji.risk.risks.models import LEVEL_TONES, Impact, Level, Likelihood, Risk
from xianji.rulebook.tables.deciding import decide

NOW, BEFORE = "now", "before"
PREFIX = {NOW: "left_", BEFORE: ""}
OPEN = "state=!materialised,closed"


def matrix(which: str) -> dict[str, Any]:
    """Rows from the likeliest down, with how many in each cell and the list behind it; what they come to by class and level."""
    prefix, path = PREFIX[which], registry.resource_of(Risk).path
    likelihood, impact, loss = f"{prefix}likelihood", f"{prefix}impact", f"{prefix}loss"
    rows = Risk.objects.filter(state__in=rules.WEIGHED).order_by()
    grouped = list(rows.values_list("category", likelihood, impact).annotate(Count("pk"), Sum(loss)))
    counts: dict[tuple[str, str], int] = {}
    for _category, chance, weight, number, _sum in grouped:
        counts[chance, weight] = counts.get((chance, weight), 0) + number
    made = [
        {"label": chance.label, "cells": [
            cell(counts.get((chance.value, weight.value), 0), chance, weight,
                 f"{path}?{OPEN}&{likelihood}={chance.value}&{impact}={weight.value}")
            for weight in Impact
        ]} for chance in reversed(Likelihood)
    ]  # fmt: skip
    return {
        "heads": [weight.label for weight in Impact], "rows": made, "classes": classes(grouped, path), "levels": levels(),
        "count": sum(counts.values()), "loss": writing.money(total(grouped)),
        "waiting": waiting(path), "which": which,
    }  # fmt: skip


def cell(number: int, chance: Any, weight: Any, href: str) -> dict[str, Any]:
    level = level_of(rules.score(chance.value, weight.value))
    told = ngettext("%(count)s risk", "%(count)s risks", number) % {"count": number}
    spoken = writing.several([chance.label, weight.label, Level(level).label, told])
    return {"number": number or "", "level": level, "href": href if number else "", "spoken": spoken}


def level_of(score: int) -> str:
    return str(decide("risk.level", score=score)["level"])


def levels() -> list[dict[str, Any]]:
    return [{"code": one.value, "label": one.label, "tone": LEVEL_TONES[one.value]} for one in reversed(Level)]


def classes(grouped: list[Any], path: str) -> list[dict[str, Any]]:
    """How many of each class, and what they are expected to cost; the dearest is the longest."""
    found = []
    for category in Risk.Category:
        of = [row for row in grouped if row[0] == category.value]
        found.append((category, sum(row[3] for row in of), total(of)))
    dearest = max((loss for _category, _number, loss in found), default=Decimal(0))
    return [
        {"label": category.label, "value": writing.short_money(loss), "href": f"{path}?{OPEN}&category={category.value}",
         "percent": float(loss * 100 / dearest) if dearest else 0, "title": f"{number} · {writing.money(loss)}"}
        for category, number, loss in found if number
    ]  # fmt: skip


def total(grouped: list[Any]) -> Decimal:
    return money.plus(*(row[4] for row in grouped if row[4] is not None))


def waiting(path: str) -> dict[str, Any] | None:
    """What has been entered and nobody has assessed stands in no cell."""
    number = Risk.objects.filter(state=rules.IDENTIFIED).count()
    if not number:
        return None
    told = ngettext("%(count)s risk waits to be assessed", "%(count)s risks wait to be assessed", number) % {"count": number}
    return {"told": told, "href": f"{path}?state=identified"}


def titles() -> dict[str, str]:
    return {NOW: _("As it is now"), BEFORE: _("Before responses")}
