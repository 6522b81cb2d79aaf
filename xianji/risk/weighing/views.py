"""What an assessment comes to while it is being typed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.forms.build import form_of
from xianji.kit.records.finding import seen
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest, HttpResponse, page_for, render, require_POST
from xianji.risk.risks.models import LEVEL_TONES, Risk
from xianji.risk.weighing import judging
from xianji.risk.weighing.models import RiskAssessment
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.deciding import in_force


@require_POST
@page_for("risk.riskassessment.create")
def sum_up(request: HttpRequest) -> HttpResponse:
    """As far as it can be read now; nothing of a risk that one may not see."""
    one = typed(request)
    try:
        given = told(one)
    except Refusal as refusal:
        given = {"problems": [str(refusal)], "figures": []}
    return render(request, "risk/assessment_beside.html", {"given": given})


def typed(request: HttpRequest) -> RiskAssessment:
    form = form_of(registry.resource_of(RiskAssessment), posted=request.POST)
    form.is_valid()
    one = RiskAssessment()
    for name, value in form.cleaned_data.items():
        if value not in (None, ""):
            setattr(one, name, value)
    one.as_of = min(one.as_of or timezone.localdate(), timezone.localdate())
    if one.risk_id is not None and seen(Risk, one.risk_id) is None:
        one.risk_id = None  # type: ignore[assignment]
    return one


def told(one: RiskAssessment) -> dict[str, Any]:
    problems = {**judging.of_money(one), **judging.of_steps(one), **(judging.of_what_is_left(one) if one.risk_id else {})}
    if not judging.of_money(one):
        judging.reckon(one)
    share = one.lost_share
    figures = [
        (_("Loss, if it happens"), writing.money(judging.loss(one))),
        (pgettext("risk", "Expected loss"), writing.money(one.loss)),
        (_("Share that is lost"), writing.percent(share, 0) if share is not None else ""),
    ]  # fmt: skip
    return {
        "score": one.score, "level": one.get_level_display() if one.level else "", "tone": LEVEL_TONES.get(one.level, ""),
        "sum": pgettext("score", "%(likelihood)s × %(impact)s") % {
            "likelihood": one.get_likelihood_display(), "impact": one.get_impact_display()} if one.score else "",
        "figures": [{"label": label, "value": value} for label, value in figures if value], "problems": list(problems.values()),
        "scales": scales(one),
    }  # fmt: skip


def scales(one: RiskAssessment) -> list[dict[str, Any]]:
    """What each step stands for, by the tables of that day."""
    asked = [("risk.likelihood", "chance", "likelihood", one.likelihood), ("risk.impact", "loss", "impact", one.impact)]
    found = []
    for name, fact, answer, at in asked:
        _number, compiled = in_force(name, one.as_of)
        content = compiled.content
        column = next(column for column in content.inputs if column.key == fact)
        steps = [(row.then[answer], cells.shown(column, row.when[fact])) for row in content.rows if row.when.get(fact)]
        title = Column(RiskAssessment, answer).label
        found.append({"title": f"{title} · {column.title}", "steps": steps, "at": at})
    return found
