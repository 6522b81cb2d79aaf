"""Why a lead has its score: each point with the rule or the sign that gave it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.leads import rules, scoring
from xianji.customers.leads.models import Lead, Signal
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.rulebook.tables.content import said
from xianji.rulebook.tables.deciding import decide, in_force

SHOWN = 20


@dataclass(frozen=True)
class Line:
    """Some points and what they are for."""

    points: Decimal
    text: str
    note: str = ""


def fit_lines(lead: Lead) -> tuple[list[Line], str]:
    """A line for each row of the table that hit, and the address of the version with these rows marked."""
    facts = scoring.facts_of(lead, scoring.served_regions({lead.region_id}))
    answer = decide("lead.score", **facts)
    content = in_force("lead.score")[1].content
    lines = []
    for row in filter(None, map(content.row, answer.rows)):
        asked = [column for column in content.inputs if row.when.get(column.key) and facts.get(column.key) is not None]
        blank = next((column for column in content.inputs if row.when.get(column.key)), None)
        told = [f"{one.title}: {given(one, facts[one.key])}" for one in asked]
        told = told or [f"{blank.title}: {_('unknown')}" if blank else ""]
        lines.append(Line(Decimal(row.then["points"]), "; ".join(told), said(row.note)))
    return lines, answer.href


def given(column: Any, value: Any) -> str:
    return column.label_of(value) if column.choices else writing.number(value)


def behaviour_lines(lead: Lead) -> list[Line]:
    """A line for each sign, the newest first, then what the cap and the idle time took away."""
    now = timezone.now()
    signs = list(Signal.objects.filter(lead=lead, at__lte=now).order_by("-at", "-pk")[: SHOWN + 1])
    lines = [Line(Decimal(one.points), str(one.get_kind_display()), writing.day(one.at)) for one in signs[:SHOWN]]
    earned = scoring.behaviours([lead.pk], now).get(lead.pk, rules.Behaviour())
    kept = min(earned.plus, rules.MOST)
    if kept < earned.plus:
        lines.append(Line(kept - earned.plus, _("More than %(most)s do not count") % {"most": rules.MOST}))
    if earned.halvings:
        lines.append(Line(earned.left - kept, _("Half is left after each 30 idle days"), f"{earned.halvings} ×"))
    if earned.points > earned.left + earned.minus:
        lines.append(Line(earned.points - earned.left - earned.minus, _("Never less than nothing")))
    return lines


class Explained(Panel):
    """On a lead: its score, point by point."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        fit, href = fit_lines(record)
        return {"fit": fit, "href": href, "behaviour": behaviour_lines(record), "lead": record}
