"""The score sheet as people read it: what was found, the points it gave, and how rating and limit follow from them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.web import writing
from xianji.lib import money
from xianji.risk.assessments import rules
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.scoring import RATING, Sheet
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.content import said
from xianji.rulebook.tables.deciding import in_force

GROUPS = {
    rules.CHARACTER: pgettext_lazy("credit", "Character"), rules.CAPACITY: pgettext_lazy("credit", "Capacity"),
    rules.CAPITAL: pgettext_lazy("credit", "Capital"), rules.COLLATERAL: pgettext_lazy("credit", "Collateral"),
    rules.CONDITIONS: pgettext_lazy("credit", "Conditions"),
}  # fmt: skip
COLOURS = ("d1", "d2", "d4", "d5", "d6")
TONES = {"AAA": "ok", "AA": "ok", "A": "ok", "B": "", "C": "warn", "D": "bad"}
LADDER = tuple(reversed(CreditAssessment.Rating.values))
"""From the worst to the best, as the points grow."""
PERCENTS = ("punctual", "net_margin", "debt")
UNKNOWN = gettext_lazy("not known")


def told(assessment: CreditAssessment) -> dict[str, Any]:
    """All that the sheet shows of an assessment, stored or still being typed."""
    sheet = Sheet(assessment)
    answer = sheet.rated()
    rating = str(answer["rating"])
    return {
        "score": writing.number(sheet.score), "rating": rating, "tone": TONES[rating],
        "ladder": [{"label": one, "current": one == rating} for one in LADDER],
        "groups": (groups := [group(sheet, key, colour) for key, colour in zip(GROUPS, COLOURS, strict=True)]),
        "parts": [
            {"percent": one["part"], "colour": one["colour"], "label": f"{one['label']}: {one['points']}"} for one in groups
        ],
        "why": [*vetoes(sheet), *missing(sheet), *notes(answer, sheet.on)], "grants": grants(assessment, answer),
        "sum": arithmetic(assessment, answer), "score_href": sheet.answer.href, "rating_href": answer.href,
    }  # fmt: skip


def group(sheet: Sheet, key: str, colour: str) -> dict[str, Any]:
    points, most = sheet.points_of(key)
    return {
        "label": GROUPS[key], "colour": colour, "points": writing.number(points), "most": writing.number(most),
        "percent": float(points * 100 / most) if most else 0, "part": float(points),
        "items": [item(sheet, name) for name in rules.ITEMS[key] if name in sheet.items],
    }  # fmt: skip


def item(sheet: Sheet, name: str) -> dict[str, Any]:
    """One line: what was found, and the points of how many."""
    line, column = sheet.items[name], column_of(name)
    return {
        "label": column.verbose_name, "value": shown(sheet.assessment, name), "points": writing.number(line.points),
        "most": writing.number(line.most), "percent": float(line.points * 100 / line.most) if line.most else 0,
        "tone": "ok" if line.points == line.most else "",
    }  # fmt: skip


def column_of(name: str) -> Any:
    return CreditAssessment._meta.get_field(name)


def shown(assessment: CreditAssessment, name: str) -> str:
    found = getattr(assessment, name)
    if found is None:
        return str(UNKNOWN)
    if name in PERCENTS:
        return writing.percent(found)
    if column_of(name).choices:
        return str(getattr(assessment, f"get_{name}_display")())
    return writing.short_money(found) if name in ("revenue", "assets") else writing.number(found)


def vetoes(sheet: Sheet) -> list[str]:
    found = [str(sheet.assessment.get_veto_display())] if sheet.assessment.veto else []
    if sheet.assessment.record == rules.LISTED:
        found.append(str(sheet.assessment.get_record_display()))
    return [_("No sale, whatever the points: %(why)s.") % {"why": why} for why in found]


def missing(sheet: Sheet) -> list[str]:
    """Where there are no statements, or only old ones: what is taken away."""
    if sheet.has_statements:
        return []
    months, share = int(value("credit.statements", sheet.on)), value("credit.missing", sheet.on)
    words = _("No whole statements of the last %(months)s months: capacity and capital give at most %(share)s of their points.")
    sentence = words % {"months": months, "share": writing.percent(share, 0)}
    if sheet.taken:
        sentence += " " + _("%(points)s points are taken away.") % {"points": writing.number(sheet.taken)}
    return [sentence]


def notes(answer: Any, on: date) -> list[str]:
    """What the row of the table says beside its answer."""
    content = in_force(RATING, on)[1].content
    return [text for row in filter(None, map(content.row, answer.rows)) if row.note and (text := said(row.note))]


def grants(assessment: CreditAssessment, answer: Any) -> list[dict[str, Any]]:
    """What the rating allows."""
    terms, advance, review = answer["terms"], answer["advance"], answer["review"]
    day = rules.months_before(assessment.as_of, -int(review)) if review is not None else None
    return [
        {"label": _("Payment within"), "value": _("%(days)s days") % {"days": int(terms)} if terms is not None else "—"},
        {"label": _("Advance"), "value": writing.percent(advance, 0) if advance is not None else "—"},
        {"label": _("Looked at again on"), "value": writing.exact(day) if day else "—"},
    ]


def arithmetic(assessment: CreditAssessment, answer: Any) -> dict[str, Any]:
    """How the limit comes about, step by step."""
    terms, factor, on = int(answer["terms"] or 0), answer["factor"], assessment.as_of
    formula = rules.by_formula(assessment.monthly_sales, terms, factor)
    given = {
        "monthly": writing.money(assessment.monthly_sales), "terms": terms, "factor": writing.number(factor),
        "result": writing.money(formula),
    }  # fmt: skip
    caps = [{"label": _("Without the management at most"), "value": writing.money(answer["limit"])}]
    if assessment.assets is not None:
        share = value("credit.assets", on)
        label = _("%(share)s of the net assets") % {"share": writing.percent(share, 0)}
        caps.append({"label": label, "value": writing.money(money.times(assessment.assets, share))})
    words = _("%(monthly)s a month × %(terms)s ÷ 30 days × %(factor)s = %(result)s") % given
    limit = Decimal(assessment.limit)
    return {"words": words, "caps": caps, "limit": writing.money(limit), "step": writing.number(value("credit.step", on))}
