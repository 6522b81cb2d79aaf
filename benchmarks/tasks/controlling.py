"""A nightly look of each detective control over the whole company, beside its bare question: how many cases of each verdict.

The look counts by owner and place, lays down and writes the findings, and is taken back afterwards. The first night writes a
finding for every case missed; the second, which is the usual one, finds them there. `CONTROLS=books_are_complete,…` measures some
of them."""

import os
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.measuring import Measured, main

STATEMENTS = 50
"""Thirty, and a few more to lay down the parts of some hundred people, of which SQLite takes two hundred at a time."""
PER_CASE, FEWEST = 600, 1_000
"""Microseconds for one case in a usual night, whatever the size of the company: what is compared with all others grows beyond it.
Asked where there are so many cases."""


def measure() -> Iterator[Measured]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from xianji.kit import registry
    from xianji.policy.coverage import reading
    from xianji.policy.findings.models import Finding
    from xianji.policy.runs.models import Run
    from xianji.policy.runs.running import run

    on = timezone.localdate()
    wanted = set(filter(None, os.environ.get("CONTROLS", "").split(",")))
    for control in [one for one in registry.controls.values() if one.every and (not wanted or one.name in wanted)]:
        held = {control.full_name: control.clause}
        reading.numbers = lambda day=None, held=held: held  # type: ignore[assignment]
        bare = clocked(lambda control=control: asked(control, on))
        with transaction.atomic():
            with CaptureQueriesContext(connection) as told:
                first = clocked(lambda control=control: run(control, on, is_excepted=False))
            second = clocked(lambda control=control: run(control, on, is_excepted=False))
            found = Finding.unscoped.filter(control=control.full_name).count()
            cases = Run.objects.filter(control=control.full_name, as_of=on).values_list("population", flat=True).first() or 0
            transaction.set_rollback(True)
        name = f"{control.clause} {control.name}"
        yield Measured(f"{name}, first night", first, bare, note=f"{found:,} findings")
        yield Measured(f"{name}, every other night", second, bare, note=f"{cases:,} cases")
        if cases >= FEWEST:
            yield Measured(f"{name}, for one case", second / cases * 1e6, most=PER_CASE, unit="µs")
        yield Measured(f"{name}, statements", len(told), most=STATEMENTS, unit="statements")


def asked(control: Any, on: Any) -> None:
    """The verdicts counted by the driver, as the control asks for them."""
    from django.db import connection
    from django.db.models import Count

    from xianji.policy.runs.looking import parameters_on

    cases = control.check(control.model.unscoped.filter(deleted_at=None), on, **parameters_on(control, on))
    counted = cases.order_by().values("verdict").annotate(cases=Count("pk")).values_list("verdict", "cases")
    sql, given = counted.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        cursor.fetchall()


def clocked(work: Any) -> float:
    """Seconds of the processor where the database is in this process, so that other work on the machine does not count."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    main(measure)
