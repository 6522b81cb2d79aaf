"""What stands on a contract's page: its text, its payment plan as a line, and the board of its review."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.rules import Stage
from xianji.approval.requests.seating import APART
from xianji.approval.requests.telling import Names
from xianji.kit import registry
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.contracts import annex, rules
from xianji.sales.contracts.clauses import CHANGE, JUDGE
from xianji.sales.contracts.document import GRAVE, articles
from xianji.sales.contracts.drafting import gone
from xianji.sales.contracts.examining import AXES, Reading
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import ClauseIssue, ContractReview, Milestone
from xianji.sales.contracts.renewing import steps_of
from xianji.sales.contracts.wording import after, share

COLOURS = ("d1", "d2", "d3", "d4", "d5", "d6")
ROUNDS = 4


def reading_of(contract: Contract) -> Reading:
    """Read once for the record at hand."""
    if "_reading" not in contract.__dict__:
        contract.__dict__["_reading"] = Reading.of(contract)
    found: Reading = contract.__dict__["_reading"]
    return found


def may_write(contract: Contract) -> bool:
    return contract.state in rules.DRAFTED and Holding(contract, actor.current()).may(CHANGE)


class Text(Panel):
    def context(self, record: Contract, request: HttpRequest) -> dict[str, Any]:
        reading = reading_of(record)
        issues = list(ClauseIssue.objects.filter(contract=record).select_related("raised_by", "resolved_by"))
        drafted = record.state in rules.DRAFTED
        return {
            "articles": articles(reading, issues), "grave": GRAVE, "here": registry.resource_of(Contract).address(record.pk),
            "may_write": may_write(record), "may_judge": drafted and actor.current().may(JUDGE),
            "gone": gone(reading) if drafted and record.template_id else [],
            "blocking": reading.grave if drafted else [], "annex": annex.table(record, reading.lines),
        }  # fmt: skip


class Plan(Panel):
    def context(self, record: Contract, request: HttpRequest) -> dict[str, Any]:
        steps = steps_of(record)
        terms = reading_of(record).terms
        today = timezone.localdate()
        parts = [
            {"percent": float(one.share * 100), "colour": COLOURS[at % len(COLOURS)],
             "label": f"{one.get_kind_display()} {share(one.share)}", "term": one, "after": after(one)}
            for at, one in enumerate(terms)
        ]  # fmt: skip
        may = Holding(record, actor.current()).may(CHANGE) and record.state in rules.RUNNING
        return {
            "parts": parts, "steps": [step(one, today) for one in in_order(steps)], "may_reach": may,
            "here": registry.resource_of(Contract).address(record.pk)
        }  # fmt: skip


def in_order(steps: list[Milestone]) -> list[Milestone]:
    """By day; what has none yet comes last."""
    return sorted(steps, key=lambda one: (one.done_on or one.due_on or date.max, one.pk))


def step(one: Milestone, today: date) -> dict[str, Any]:
    late = one.done_on is None and one.due_on is not None and one.due_on < today
    near = one.done_on is None and one.due_on is not None and 0 <= (one.due_on - today).days <= rules.ALERTS[0]
    tone = "ok" if one.done_on else "bad" if late else "warn" if near else ""
    return {"one": one, "tone": tone, "title": one.term.get_kind_display() if one.term else one.get_kind_display()}


class Board(Panel):
    """Four sides by those who review: one row for the system, one for each who was, is or will be asked."""

    def open_on(self, record: Contract) -> bool:
        return record.amends_id is not None or record.state != Contract.State.DRAFT or bool(requests_of(record))

    def context(self, record: Contract, request: HttpRequest) -> dict[str, Any]:
        found = requests_of(record)
        said: dict[int, list[ContractReview]] = {}
        for one in ContractReview.objects.filter(contract=record).select_related("person"):
            said.setdefault(one.request_id, []).append(one)
        return {
            "axes": [(axis, title_of(axis)) for axis in AXES],
            "system": system(reading_of(record)), "rows": rows(found[0], said.get(found[0].pk, [])) if found else [],
            "request": found[0] if found else None,
            "earlier": [(one, said.get(one.pk, [])) for one in found[1:ROUNDS]],
        }  # fmt: skip


def title_of(axis: str) -> Any:
    side: Any = ContractReview._meta.get_field(axis)
    return side.verbose_name


def requests_of(contract: Contract) -> list[Request]:
    if "_reviews" not in contract.__dict__:
        rows = Request.unscoped.filter(about_label=contract.label(), about_id=contract.pk, deleted_at=None)
        contract.__dict__["_reviews"] = list(rows.order_by("-pk")[:ROUNDS])
    found: list[Request] = contract.__dict__["_reviews"]
    return found


def system(reading: Reading) -> dict[str, dict[str, Any]]:
    """{side: how grave the worst finding is, and all of them in words}."""
    made: dict[str, dict[str, Any]] = {axis: {"tone": "ok", "told": ""} for axis in AXES}
    for axis in AXES:
        mine = [one for one in reading.findings if one.axis == axis]
        if mine:
            made[axis] = {"tone": GRAVE[mine[0].severity] or "info", "told": " ".join(one.text for one in mine)}
    return made


def rows(request: Request, said: list[ContractReview]) -> list[dict[str, Any]]:
    """Each seat of the review in the order of its steps; those to come by the name of their role."""
    steps = list(Step.objects.filter(request=request).order_by("place", "pk"))
    names = Names([Stage.read(one.stage) for one in steps])
    verdicts = {one.person_id: one for one in said}
    seats = Seat.objects.filter(request=request).exclude(state__in=(Seat.State.CLOSED, Seat.State.MOVED)).order_by("pk")
    by_step: dict[int, list[Seat]] = {}
    for seat in seats.select_related("person", "decided_by"):
        by_step.setdefault(seat.step_id, []).append(seat)
    made = []
    for one in steps:
        stage = Stage.read(one.stage)
        for seat in by_step.get(one.pk, []):
            who = seat.decided_by or seat.person
            role = names.party(stage.parties[seat.party // APART])
            made.append({"role": role, "name": str(who), "seat": seat, "verdict": verdicts.get(who.pk)})
        if one.pk not in by_step and one.state != Step.State.CLOSED:
            made.append({"role": names.of(stage), "name": "", "seat": None, "verdict": None, "state": one.get_state_display()})
    return made


TEXT = Text("text", gettext_lazy("Text of the contract"), "sales/contract_text.html", "main", order=1)
PLAN = Plan("plan", gettext_lazy("Payments and milestones"), "sales/contract_plan.html", "main")
BOARD = Board("board", gettext_lazy("Review board"), "sales/contract_board.html", "tab")
