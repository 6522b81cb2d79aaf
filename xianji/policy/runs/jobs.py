"""The nightly run: outcomes folded, detective controls run, ladders climbed, exceptions that ended put down."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from xianji.kit import registry
from xianji.lib.actor import SYSTEM, acting
from xianji.lib.blocks import batched
from xianji.policy.coverage.reading import active
from xianji.policy.exceptions.actions import expire
from xianji.policy.findings.above import Above
from xianji.policy.findings.backlog import tell as tell_backlog
from xianji.policy.findings.climbing import Telling, climb
from xianji.policy.findings.duties import bring
from xianji.policy.findings.needless import put_aside
from xianji.policy.findings.telling import deliver
from xianji.policy.runs.models import Outcome, Run, RunPart, StepPart
from xianji.policy.runs.rules import KEPT_DAYS, is_kept
from xianji.policy.runs.running import fold_outcomes, run_all

BLOCK = 500
"""Runs whose parts are taken away in one statement."""


def nightly(now: datetime | None = None) -> list[Telling]:
    """Everything that a day asks for, at any moment of it; a second time on the same day changes nothing."""
    moment = now or timezone.now()
    on = timezone.localdate(moment)
    with acting(SYSTEM):
        expire(on)
    days = Outcome.objects.filter(on__lt=on).order_by("on").values_list("on", flat=True).distinct()
    for day in sorted({*days, on - timedelta(days=1)}):
        fold_outcomes(day)
    run_all(on)
    told = follow(moment)
    thin(on)
    return told


def follow(moment: datetime) -> list[Telling]:
    """What the looks of a night lead to: ladders climbed, backlogs told, duties on the desk."""
    told, on = climb_all(moment), timezone.localdate(moment)
    with acting(SYSTEM):
        tell_backlog(on, Above.on(on))
        bring(moment)
        put_aside()
    return told


def hourly(now: datetime | None = None) -> list[Telling]:
    """Between two nights: duties that count in hours are looked at and climbed, and what preventive controls were asked today
    counts from today."""
    moment = now or timezone.now()
    fold_outcomes(timezone.localdate(moment))
    run_all(timezone.localdate(moment), [one for one in registry.controls.values() if one.every == "hour"])
    told = climb_all(moment, in_hours=True)
    with acting(SYSTEM):
        bring(moment)
        put_aside()
    return told


def climb_all(now: datetime, in_hours: bool = False) -> list[Telling]:
    """Each control's ladder, in a transaction with the notices of its rungs."""
    above = Above.on(timezone.localdate(now))
    told: list[Telling] = []
    for control in active(timezone.localdate(now)):
        if not control.every or (in_hours and not control.missed.in_hours):
            continue
        with transaction.atomic():
            found = climb(control, now, above)
            deliver(found, now)
        told += found
    return told


def thin(on: date) -> int:
    """Take away the parts of old looks that are neither the last of a week nor of a month; the runs themselves stay, and
    whatever a preventive control was asked, as each of its cases is counted on one day only."""
    looks = [name for name, control in registry.controls.items() if control.every]
    old = Run.objects.filter(control__in=looks, as_of__lt=on - timedelta(days=KEPT_DAYS))
    has_parts = [Exists(part.objects.filter(run=OuterRef("pk"))) for part in (RunPart, StepPart)]
    runs = old.filter(Q(has_parts[0]) | Q(has_parts[1])).order_by("pk").values_list("pk", "as_of")
    gone = [pk for pk, day in runs if not is_kept(day)]
    return sum(part.objects.filter(run__in=some).delete()[0] for some in batched(gone, BLOCK) for part in (RunPart, StepPart))
