"""What may happen to the demo company: risks of each class, most of them answered, one that has just been seen."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.acting import acting_as
from xianji.config.demo.company import Company
from xianji.config.demo.strategies import at
from xianji.kit import store
from xianji.lib.periods import period_of
from xianji.risk.models import CreditStanding, Risk, RiskAssessment, RiskResponse, RiskRound
from xianji.risk.rounds.actions import name_risks
from xianji.risk.rounds.opening import begin
from xianji.sales.models import Opportunity


@dataclass(frozen=True)
class Seen:
    """Who has seen it so many days ago; its steps, what is at stake and how probable that is; how it was answered, and the steps
    that are left."""

    category: str
    login: str
    ago: int
    steps: str = ""
    stake: int = 0
    chance: str = "0.1"
    strategy: str = ""
    left: str = ""


SEEN = (
    Seen("credit", "finance", 26, "43", 350_000, "0.2", "reduce"),
    Seen("market", "market", 75, "34", 900_000, "0.25", "reduce", "33"),
    Seen("legal", "legal", 60, "23", 240_000, "0.1", "transfer", "22"),
    Seen("competition", "market", 12, "43", 400_000, "0.5"),
    Seen("competition", "rep1", 15),
    Seen("other", "director", 40, "22", 60_000, "0.1", "accept"),
    Seen("credit", "finance", 50, "24", 1_200_000, "0.06", "transfer", "22"),
    Seen("legal", "legal", 3, "32", 90_000, "0.2"),
    Seen("market", "market", 1),
)
"""In the order of the words: [title, what may happen, response]."""


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    late = CreditStanding.objects.order_by("-overdue_days", "-exposure", "pk").values_list("customer_id", flat=True)
    debtors, deals = list(late[:2]), Opportunity.unscoped.filter(closed_on=None, owner=at("rep1")).order_by("-amount", "pk")[:1]
    for seen, words in zip(SEEN, told["risks"], strict=True):
        about: dict[str, Any] = {}
        if seen.category == "credit" and debtors:
            about = {"customer_id": debtors.pop(0)}
        elif seen.login == "rep1":
            about = {"about_label": deal.label(), "about_id": deal.pk} if (deal := next(iter(deals), None)) else {}
        enter(seen, words, about)
    go_through(told["round"])


def go_through(note: str) -> None:
    """Each class was gone through before the end of the last quarter; those of this one have begun."""
    quarter = period_of(timezone.localdate(), "quarter")
    for one in begin(quarter.previous().end):
        with acting_as(one.owner):
            name_risks(one, note=note)
        RiskRound.unscoped.filter(pk=one.pk).update(signed_on=one.due_on - timedelta(days=9))
    begin(quarter.start)


def enter(seen: Seen, words: list[str], about: dict[str, Any]) -> None:
    title, event, answer = words
    on, owner = timezone.localdate() - timedelta(days=seen.ago), at(seen.login)
    risk = store.create(
        Risk(title=title, event=event, category=seen.category, identified_on=on, owner=owner, **about), source="demo"
    )
    if not seen.steps:
        return
    assess(risk, seen, seen.steps, on + timedelta(days=1))
    if seen.strategy:
        respond(risk, seen, answer, on + timedelta(days=3))
    if seen.left:
        assess(risk, seen, seen.left, timezone.localdate() - timedelta(days=8), kind="residual")


def assess(risk: Risk, seen: Seen, steps: str, on: date, **more: Any) -> None:
    """After a response half as much is lost."""
    likelihood, impact = steps[0], steps[1]
    lost = Decimal("0.3") if more else Decimal("0.6")
    store.create(RiskAssessment(
        risk=Risk.unscoped.get(pk=risk.pk), as_of=on, likelihood=likelihood, impact=impact, exposure=Decimal(seen.stake),
        probability=Decimal(seen.chance), lost_share=lost, note="—", **more,
    ), source="demo")  # fmt: skip


def respond(risk: Risk, seen: Seen, title: str, on: date) -> None:
    """Agreed to on that day; done where something is left."""
    risk = Risk.unscoped.get(pk=risk.pk)
    done = {"state": "done", "done_on": on + timedelta(days=9), "effect": title} if seen.left else {}
    made = store.create(RiskResponse(
        risk=risk, strategy=seen.strategy, title=title, owner=risk.owner, level=risk.level, state="approved", approved_on=on,
        due_on=on + timedelta(days=30),
    ), source="demo")  # fmt: skip
    for name, value in done.items():
        setattr(made, name, value)
    if done:
        store.change(made, verb="carry_out", source="demo")
