"""The rounds of a quarter begin: one for each class, with whoever holds the function that answers for it."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.approval.requests.holders import candidates
from xianji.approval.requests.rules import role
from xianji.kit import store
from xianji.kit.said import named, sentence
from xianji.lib.periods import period_of
from xianji.org.models import Person
from xianji.risk.risks.models import Risk
from xianji.risk.rounds.models import RiskRound
from xianji.workspace.tasks.opening import Opening, open_tasks

ANSWERS = {"market": "MR", "credit": "FIN", "legal": "LEG", "competition": "MR"}
"""{class: role}: the classes that the regulation names. Other risks have nobody who could say that there are none."""
INSTEAD = "SD"
EVENING = time(18)


def begin(on: date) -> list[RiskRound]:
    """Those of the quarter that are not there yet; begun twice, nothing is new."""
    quarter = period_of(on, "quarter")
    there = set(RiskRound.unscoped.filter(quarter=quarter.key).values_list("category", flat=True))
    with store.whole():
        made = [
            store.create(
                RiskRound(quarter=quarter.key, category=category, due_on=quarter.end, owner=holder(ANSWERS[category])),
                verb="begin", source="job",
            )
            for category in ANSWERS if category not in there
        ]  # fmt: skip
        open_tasks(map(task_of, made))
    return made


def holder(code: str) -> Person | None:
    """Of those who hold the role the first who came; where nobody does, who leads sales."""
    found: Person | None = candidates(role(code)).order_by("pk").first()
    return found or (None if code == INSTEAD else holder(INSTEAD))


def task_of(one: RiskRound) -> Opening:
    title = sentence(
        gettext_noop("Go through the risks of the class “%(category)s” for %(quarter)s"),
        category=named(Risk.Category(one.category).label), quarter=one.quarter,
    )  # fmt: skip
    return Opening(
        key=key_of(one), title=title, owner_id=one.owner_id, due_at=timezone.make_aware(datetime.combine(one.due_on, EVENING)),
        about=(one.label(), one.pk), clause="7.1", source="sla",
    )  # fmt: skip


def key_of(one: RiskRound) -> str:
    return f"riskround:{one.pk}"
