"""What the page of the forecast tells: this quarter by category and person, how it moved, and how good earlier ones were."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.lib.periods import Period
from xianji.org import scope
from xianji.org.people.models import Person
from xianji.sales.forecasts import rules
from xianji.sales.forecasts.adding import Added, of_quarter, won
from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.rules import OPEN

NAMES = {"closed": _("Won"), "commit": _("Committed"), "best_case": _("Best case"), "pipeline": _("Pipeline")}
COLOURS = {"closed": "d1", "commit": "d2", "best_case": "d3", "pipeline": "d5"}
MOST_PEOPLE, WEEKS, BEFORE = 40, 26, 4
VIEW = "sales.opportunity.view"


def added(quarter: Period, by: tuple[str, ...] = ()) -> dict[tuple[Any, ...], Added]:
    return of_quarter(registry.resource_of(Opportunity).rows(), quarter, by)


def href(quarter: Period) -> str:
    """The list of these very deals."""
    due = f"(stage:{','.join(OPEN)};expected_on:{quarter.key})"
    return f"{registry.resource_of(Opportunity).path}?{urlencode({'any': f'(stage:won;closed_on:{quarter.key}){due}'})}"


def figures(found: dict[tuple[Any, ...], Added]) -> list[dict[str, str]]:
    """Each category, then what is surely or likely to come."""
    each = {name: found.get((name,), Added()) for name in rules.CATEGORIES}
    surely = each["closed"].amount + each["commit"].amount
    weighted = sum((one.weighted for one in each.values()), Decimal(0))
    told = [(NAMES[name], one.amount) for name, one in each.items()]
    return [
        {"label": str(label), "value": writing.short_money(amount)}
        for label, amount in [*told, (_("Won and committed"), surely), (_("Weighted forecast"), weighted)]
    ]


def shares(found: dict[tuple[Any, ...], Added]) -> list[dict[str, Any]]:
    whole = sum((one.amount for one in found.values()), Decimal(0))
    return [
        {"label": f"{NAMES[name]} {writing.short_money(found[name,].amount)}", "colour": COLOURS[name],
         "key": (COLOURS[name], NAMES[name]),
         "percent": float(100 * found[name,].amount / whole)}
        for name in rules.CATEGORIES if whole and (name,) in found
    ]  # fmt: skip


def people(quarter: Period) -> list[dict[str, Any]]:
    """Whoever has the most to come in first."""
    by_owner: dict[int | None, dict[str, Added]] = {}
    for (owner, category), one in added(quarter, ("owner",)).items():
        by_owner.setdefault(owner, {})[category] = one
    rows = [(owner, each, sum((one.weighted for one in each.values()), Decimal(0))) for owner, each in by_owner.items()]
    rows = sorted(rows, key=lambda row: -row[2])[:MOST_PEOPLE]
    names = dict(Person.objects.filter(pk__in=[owner for owner, *_rest in rows if owner]).values_list("pk", "name"))
    return [
        {"name": names.get(owner, "—"), "weighted": writing.short_money(weighted),
         "cells": [writing.short_money(each[name].amount) if name in each else "—" for name in rules.CATEGORIES]}
        for owner, each, weighted in rows
    ]  # fmt: skip


def kept(**which: Any) -> Any:
    return scope.visible(ForecastSnapshot.objects.filter(**which), actor.current()).order_by()


def moved(quarter: Period) -> list[tuple[date, Decimal]]:
    """The weighted forecast of this quarter as it was on each day that was kept."""
    rows = kept(quarter_on=quarter.start).values_list("taken_on").annotate(all=Sum("weighted")).order_by("-taken_on")[:WEEKS]
    return list(rows)[::-1]


def came_true(this: Period) -> tuple[list[dict[str, Any]], str]:
    """The quarters before this one: what was forecast as each began, what came in, and how far off that was; and how far off
    all together."""
    spans = [this.shift(-place - 1) for place in range(BEFORE)]
    began = kept(quarter_on__in=[one.start for one in spans], taken_on=F("quarter_on"))
    said = dict(began.values_list("quarter_on").annotate(all=Sum("weighted")))
    came = dict(zip(spans, won(registry.resource_of(Opportunity).rows(), spans), strict=True))
    off = rules.wape((said[one.start], actual) for one, actual in came.items() if one.start in said)
    return [compared(one, said.get(one.start), actual) for one, actual in came.items()], writing.percent(off)


def compared(quarter: Period, said: Decimal | None, actual: Decimal) -> dict[str, Any]:
    told = (None, None) if said is None else (rules.accuracy(said, actual), rules.bias(said, actual))
    accuracy, bias = map(writing.percent, told)
    return {
        "quarter": quarter.key, "said": writing.short_money(said), "actual": writing.short_money(actual), "accuracy": accuracy,
        "bias": bias,
    }  # fmt: skip
