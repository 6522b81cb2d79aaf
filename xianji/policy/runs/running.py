"""Running controls: one look, its figures by owner and place, its findings, and one entry in the journal."""

import hashlib
import inspect
import logging
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from xianji.audit.journal import Event, record
from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.lib.actor import SYSTEM, acting
from xianji.lib.blocks import batched
from xianji.policy.coverage.reading import active, numbers
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.backlog import spared
from xianji.policy.findings.renewing import renew
from xianji.policy.runs.bypassing import JUDGED, Past, carried, past
from xianji.policy.runs.looking import Look, look, parameters_on
from xianji.policy.runs.models import COUNTED, Outcome, Run, RunPart, StepPart, Verdict, counts

log = logging.getLogger(__name__)
BLOCK = 500
"""Outcomes taken away in one statement."""


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
            made, since = _fresh(control, on)
            counted = _count(made, seen)
            made.population = counted.total()
            told = renew(control, made.clause, seen.needed(set(counted)), on, since)
            _settle(made, start, told)
            return made
    except Exception as problem:
        log.exception("The control %s could not be run.", control.full_name)
        with transaction.atomic():
            made, _since = _fresh(control, on)
            made.problem = f"{type(problem).__name__}: {problem}"[:300]
            made.save(update_fields=["problem"])
        return made


def fold_outcomes(on: date) -> list[Run]:
    """The outcomes of preventive controls of a day become that day's runs, once more whenever there are further ones; what was
    folded is taken away, and what went past them is counted from the journal."""
    names = set(Outcome.objects.filter(on=on).order_by().values_list("control", flat=True).distinct())
    found = []
    for control in registry.controls.values():
        if not control.is_preventive:
            continue
        with acting(SYSTEM), transaction.atomic():
            seen = past(control, on)
            if control.full_name in names or seen.reached:
                found.append(_fold(control, on, seen))
    return found


def _fold(control: Control, on: date, seen: Past) -> Run:
    """The journal was read first, so that a verb which is done meanwhile is taken for asked, never for gone past. Only the rows
    that were read are taken away: what is asked meanwhile waits for the next time."""
    start = time.monotonic()
    made, _is_new = _held(control, on)
    rows = list(Outcome.objects.filter(on=on, control=control.full_name))
    before = _by_place(made.parts)
    asked = Counter({place: many for place, many in before.items() if place[2] != Verdict.BYPASSED})
    for one in rows:
        asked[(one.owner_id, one.org_path, one.verdict)] += one.cases
    judged = sum(many for (_owner, _path, verdict), many in asked.items() if COUNTED[verdict] in JUDGED)
    if seen.reached > judged:
        judged += carried(control, on)
    cases = asked + Counter({(owner, path, Verdict.BYPASSED.value): many for owner, path, many in seen.beyond(judged)})
    if cases == before:
        return made
    for some in batched([one.pk for one in rows], BLOCK):
        Outcome.objects.filter(pk__in=some).delete()
    made.parts.all().delete()
    RunPart.objects.bulk_create(
        RunPart(run=made, owner_id=owner, org_path=path, verdict=verdict, cases=many)
        for (owner, path, verdict), many in cases.items()
    )
    made.population = sum(cases.values())
    _settle(made, start, {})
    return made


def _by_place(rows: Any) -> "Counter[tuple[int | None, str, str]]":
    """Parts added up by owner, place and verdict."""
    grouped = rows.order_by().values_list("owner", "org_path", "verdict").annotate(all=Sum("cases"))
    return Counter({(owner, path, verdict): many for owner, path, verdict, many in grouped})


def version_of(control: Control, on: date) -> str:
    """What tells two readings of a clause apart: the code of the check and the numbers of the day."""
    told = f"{inspect.getsource(control.check)}{sorted(parameters_on(control, on).items())}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _held(control: Control, on: date) -> tuple[Run, bool]:
    """The run of the day and whether it is new, held until the transaction ends: whoever looks at the same time waits, and then
    sees what the first has found."""
    told = {
        "clause": numbers(on).get(control.full_name, control.clause), "control_version": version_of(control, on),
        "at": timezone.now(),
    }  # fmt: skip
    made, is_new = Run.objects.select_for_update().get_or_create(control=control.full_name, as_of=on, defaults=told)
    vars(made).update(told)
    return made, is_new


def _fresh(control: Control, on: date) -> tuple[Run, date | None]:
    """The run of the day, its figures at nothing; and the day of the look before: none before the first, nor after a pause in
    which a whole backlog could grow."""
    made, is_new = _held(control, on)
    before = Run.objects.filter(control=control.full_name, as_of__lt=on, as_of__gte=on - timedelta(days=spared(on)), problem="")
    is_again = not is_new and not made.problem
    since = on if is_again else before.order_by("-as_of").values_list("as_of", flat=True).first()
    made.problem = ""
    for name in [*COUNTED.values(), "population"]:
        setattr(made, name, 0)
    made.save()
    if not is_new:
        made.parts.all().delete()
        made.steps.all().delete()
    return made, since


def _count(made: Run, seen: Look) -> Counter[str]:
    """How many cases of whom came to which verdict, and each step that is judged alone: one grouped statement. Returns how many
    came to each."""
    steps = list(seen.control.judging)
    columns = ["case_owner", "case_path", "case_verdict", *(f"case_step_{place}" for place in steps)]
    whole: Counter[tuple[int | None, str, str]] = Counter()
    parts: Counter[tuple[int, int | None, str, str]] = Counter()
    for owner, path, verdict, *said, many in seen.cases.order_by().values_list(*columns).annotate(cases_counted=Count("pk")):
        whole[(owner, path or "", verdict)] += many
        for place, own in zip(steps, said, strict=True):
            parts[(place, owner, path or "", own if verdict in (Verdict.PASS, Verdict.FAIL) else verdict)] += many
    RunPart.objects.bulk_create(
        [RunPart(run=made, owner_id=owner, org_path=path, verdict=verdict, cases=n)
         for (owner, path, verdict), n in whole.items()], batch_size=2000,
    )  # fmt: skip
    StepPart.objects.bulk_create(
        [StepPart(run=made, step=step, owner_id=owner, org_path=path, verdict=verdict, cases=n)
         for (step, owner, path, verdict), n in parts.items()], batch_size=2000,
    )  # fmt: skip
    found: Counter[str] = Counter()
    for (_owner, _path, verdict), many in whole.items():
        found[verdict] += many
    return found


def _settle(made: Run, start: float, told: dict[str, int]) -> None:
    for verdict, cases in counts(made.parts.all()).items():
        setattr(made, COUNTED[verdict], cases)
    made.seconds = round(time.monotonic() - start, 3)
    made.save()
    figures: dict[str, Any] = {name: (None, getattr(made, name)) for name in ["population", *COUNTED.values()]}
    figures |= {name: (None, count) for name, count in told.items() if count}
    figures["as_of"] = (None, str(made.as_of))
    record(Event("run", "policy.run", made.pk, f"{made.clause} {made.control}"[:200], figures))
