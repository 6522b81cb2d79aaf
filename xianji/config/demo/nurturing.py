"""Leads whose time has not come: two sequences, how far each lead is in its own, and two that have answered."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.config.demo.desk import at
from xianji.customers.consents import rules as consents
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Lead, NurtureDispatch, NurtureEnrollment, NurtureSequence, NurtureStep, ScoreRun
from xianji.customers.nurturing.going import make_due
from xianji.kit import sets, store

NIGHTS = 100
"""In which the scores were counted."""
ANSWERED = 2
PURPOSES = {"offer": consents.SALES, "papers": consents.MARKETING}


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    ScoreRun.objects.bulk_create(ScoreRun(at=at(-night, 1, 30), changed=pick.randint(0, 9)) for night in range(NIGHTS))
    sequences = {key: devise(told["nurturing"][key], purpose) for key, purpose in PURPOSES.items()}
    nurtured = list(Lead.unscoped.filter(state="nurturing").order_by("pk"))
    for place, lead in enumerate(nurtured):
        sequence, steps = sequences["papers" if lead.source == "web" else "offer"]
        if sequence.purpose == consents.MARKETING:
            write_down(lead, consents.GIVEN, consents.MARKETING, source=told["consent"]["fair"], at=at(-40, 10), through="demo")
        walk(lead, sequence, steps, place % len(steps), due=place % 5)
    for lead in Lead.unscoped.filter(state="contacted").order_by("pk")[:ANSWERED]:
        ended = walk(lead, *sequences["offer"], 1, due=0)
        values = {"state": "stopped", "ended_because": "reply", "halted_at": lead.contacted_at, "due_on": None}
        NurtureEnrollment.unscoped.filter(pk=ended.pk).update(**values)
    make_due()


def devise(words: list[Any], purpose: str) -> tuple[NurtureSequence, list[NurtureStep]]:
    name, aim, source, steps = words
    sequence = store.create(NurtureSequence(name=name, aim=aim, purpose=purpose, source=source, state="active"))
    made = [
        NurtureStep(sequence=sequence, place=place, wait=wait, channel=channel, title=title, text=text)
        for place, (channel, wait, title, text) in enumerate(steps, 1)
    ]  # fmt: skip
    sets.insert_many(NurtureStep, made, source="demo")
    return sequence, made


def walk(lead: Lead, sequence: NurtureSequence, steps: list[NurtureStep], done: int, due: int) -> NurtureEnrollment:
    """So many steps were made, one a week; the next one is due in some days."""
    one = NurtureEnrollment(
        lead=lead, sequence=sequence, step=steps[done], due_on=timezone.localdate() + timedelta(days=due), owner=lead.owner,
        began_at=at(-7 * done - 4, 9),
    )  # fmt: skip
    sets.insert_many(NurtureEnrollment, [one], verb="enroll", source="demo")
    NurtureDispatch.objects.bulk_create(
        NurtureDispatch(enrollment=one, step=step, way="mail" if step.channel == "mail" else "task", at=at(-7 * (done - n), 9))
        for n, step in enumerate(steps[:done])
    )
    return one
