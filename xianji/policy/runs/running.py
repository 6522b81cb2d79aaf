"""Running controls: one look, its figures by owner and place, its findings, and one entry in the journal."""

import hashlib
import inspect
import logging
import time
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from xianji.audit.journal import Event, record
from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.coverage.reading import active, numbers
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.renewing import renew
from xianji.policy.runs.looking import Look, look, parameters_on
from xianji.policy.runs.models import COUNTED, Outcome, Run, RunPart, counts

log = logging.getLogger(__name__)


def run_all(on: date, controls: Iterable[Control] | None = None) -> list[Run]:
    """Every detective control, each in a transaction of its own: one that fails does not keep the others from running."""
    held = active(on)
    chosen = [one for one in (held if controls is None else controls) if one.every and one in held]
    excepted = set(ControlException.holding(on).values_list("control", flat=True).distinct())
    return [run(control, on, is_excepted=control.full_name in excepted) for control in chosen]


def run(control: Control, on: date, *, is_excepted: bool = True) -> Run:
    """One detective control as of a day. Again on the same day it comes to the same findings and replaces its figures."""
    start = time.monotonic()
    try:
        with acting(SYSTEM), transaction.atomic():
            seen = look(control, on, is_excepted=is_excepted)
            made = _fresh(control, on)
            made.population = _count(made, seen)
            told = renew(control, made.clause, seen.needed(), on)
            _settle(made, start, told)
            return made
    except Exception as problem:
        log.exception("The control %s could not be run.", control.full_name)
        made = _fresh(control, on)
        made.problem = f"{type(problem).__name__}: {problem}"[:300]
        made.save(update_fields=["problem"])
        return made


def fold_outcomes(on: date) -> list[Run]:
    """The outcomes of preventive controls of a day become that day's runs; what was folded is taken away."""
    rows = Outcome.objects.filter(on=on)
    found = []
    with acting(SYSTEM), transaction.atomic():
        for name in rows.order_by().values_list("control", flat=True).distinct():
            if (control := registry.controls.get(name)) is None:
                continue
            start = time.monotonic()
            own = rows.filter(control=name)
            made = Run.objects.filter(control=name, as_of=on).first() or _fresh(control, on)
            grouped = own.values("owner", "org_path", "verdict").annotate(all=Sum("cases"))
            parts = [RunPart(run=made, owner_id=one["owner"], org_path=one["org_path"], verdict=one["verdict"], cases=one["all"])
                     for one in grouped]  # fmt: skip
            RunPart.objects.bulk_create(parts)
            own.delete()
            made.population = sum(counts(made.parts.all()).values())
            _settle(made, start, {})
            found.append(made)
    return found


def version_of(control: Control, on: date) -> str:
    """What tells two readings of a clause apart: the code of the check and the numbers of the day."""
    told = f"{inspect.getsource(control.check)}{sorted(parameters_on(control, on).items())}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _fresh(control: Control, on: date) -> Run:
    """The run of the day, its figures at nothing."""
    zero = dict.fromkeys([*COUNTED.values(), "population"], 0)
    number = numbers(on).get(control.full_name, control.clause)
    values = {"clause": number, "control_version": version_of(control, on), "at": timezone.now(), "problem": "", **zero}
    made, is_new = Run.objects.update_or_create(control=control.full_name, as_of=on, defaults=values)
    if not is_new:
        made.parts.all().delete()
    return made


def _count(made: Run, seen: Look) -> int:
    """How many cases of whom came to which verdict: one grouped statement."""
    grouped = seen.cases.order_by().values("case_owner", "case_path", "case_verdict").annotate(cases_counted=Count("pk"))
    rows = list(grouped.values_list("case_owner", "case_path", "case_verdict", "cases_counted"))
    RunPart.objects.bulk_create(
        [RunPart(run=made, owner_id=owner, org_path=path or "", verdict=verdict, cases=n) for owner, path, verdict, n in rows],
        batch_size=2000,
    )
    return sum(n for *_place, n in rows)


def _settle(made: Run, start: float, told: dict[str, int]) -> None:
    for verdict, cases in counts(made.parts.all()).items():
        setattr(made, COUNTED[verdict], cases)
    made.seconds = round(time.monotonic() - start, 3)
    made.save()
    figures: dict[str, Any] = {name: (None, getattr(made, name)) for name in ["population", *COUNTED.values()]}
    figures |= {name: (None, count) for name, count in told.items() if count}
    figures["as_of"] = (None, str(made.as_of))
    record(Event("run", "policy.run", made.pk, f"{made.clause} {made.control}"[:200], figures))
