"""A night over the whole company, every control in force: the looks, beside their bare questions, how many cases each control
has of each verdict; and what follows them, the ladders with their notices, exceptions and tasks, which is told beside the same.
`tests/policy/controls/test_night.py` pins the statements of the whole.

The first night finds all that was ever missed; the second, which is the usual one, finds it there. Both are taken back."""

import resource
from collections.abc import Iterator
from typing import Any

from benchmarks.measuring import Measured, main
from benchmarks.tasks.controlling import asked, clocked

STATEMENTS = 2_500
"""Thirty for each control that looks, and more to lay down the parts of some hundred people."""
MEMORY = 300
"""Megabytes that the first night may add to what the process held before, whatever the size of the company."""
LONGEST = 12
"""So many of the second night's looks are told one by one, those that took longest."""


def measure() -> Iterator[Measured]:
    from django.db import connection, reset_queries, transaction
    from django.utils import timezone

    from xianji.kit import registry
    from xianji.policy.coverage import reading
    from xianji.policy.findings.models import Finding
    from xianji.policy.runs.jobs import follow
    from xianji.policy.runs.models import Run
    from xianji.policy.runs.running import run_all

    on = timezone.localdate()
    held = {name: control.clause for name, control in registry.controls.items()}
    reading._numbers = lambda day, moment: held
    looking = [one for one in registry.controls.values() if one.every]
    bare = {one.full_name: clocked(lambda one=one: asked(one, on)) for one in looking}
    before, counted, now = peak(), Counting(), timezone.now()
    with transaction.atomic():
        with connection.execute_wrapper(counted):
            first = clocked(lambda: run_all(on))
        further = clocked(lambda: follow(now))
        grown = peak() - before
        took = {one.full_name: clocked(lambda one=one: run_all(on, [one])) for one in looking}
        second, last = sum(took.values()), clocked(lambda: follow(now))
        runs = list(Run.objects.filter(as_of=on, control__in=bare))
        found = Finding.unscoped.count()
        transaction.set_rollback(True)
    reset_queries()
    problems = [f"{one.control}: {one.problem}" for one in runs if one.problem]
    assert len(runs) == len(looking) and not problems, problems
    cases, whole = sum(one.population for one in runs), sum(bare.values())
    yield Measured("the first night", first, whole, note=f"{len(runs)} controls, {cases:,} cases, {found:,} findings")
    yield Measured("what follows the first night", further, whole)
    yield Measured("every other night", second, whole)
    yield Measured("what follows every other night", last, whole)
    yield Measured("statements of the first night", counted.many, most=STATEMENTS, unit="statements")
    yield Measured("memory that the first night adds", grown, most=MEMORY, unit="MB")
    for one in sorted(runs, key=lambda one: took[one.control], reverse=True)[:LONGEST]:
        note = f"{one.population:,} cases, {one.failed:,} missed, {one.seconds:.2f} s by the clock"
        yield Measured(f"{one.clause} {one.control}", took[one.control], bare[one.control], note=note)


class Counting:
    """How many statements were asked; none of them is kept."""

    many = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.many += 1
        return execute(sql, params, many, context)


def peak() -> float:
    """The most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(measure)
