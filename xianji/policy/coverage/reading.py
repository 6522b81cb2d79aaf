"""Which controls hold today: those confirmed for a clause of a regulation in force. Read again every half minute."""

import time
from datetime import date
from functools import lru_cache

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.policy.coverage.matching import base
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.models import Version

EVERY = 30


def numbers(on: date | None = None) -> dict[str, str]:
    """{control: the number of its clause in the company's own regulation}, for all that hold on the day."""
    return _numbers(on or timezone.localdate(), int(time.time() // EVERY))


def active(on: date | None = None) -> list[Control]:
    """The controls that hold, in the order of their declaration."""
    held = numbers(on)
    return [control for name, control in registry.controls.items() if name in held or control.always]


def holds(control: Control, on: date | None = None) -> bool:
    return control.always or control.full_name in numbers(on)


def forget() -> None:
    """Read again at the next question."""
    _numbers.cache_clear()


def versions_in_force(on: date) -> list[int]:
    """One version per regulation: the youngest whose day has come."""
    found: dict[int, int] = {}
    for pk, regulation in Version.in_force(on).values_list("pk", "regulation"):
        found.setdefault(regulation, pk)
    return list(found.values())


@lru_cache(maxsize=64)
def _numbers(on: date, _moment: int) -> dict[str, str]:
    rows = Coverage.unscoped.filter(policy_version__in=versions_in_force(on), state=Coverage.State.CONFIRMED, deleted_at=None)
    found = {}
    for name, number in rows.exclude(control="").order_by("-pk").values_list("control", "clause__number"):
        if (control := registry.controls.get(name)) is not None:
            found[name] = control.clause if base(control.clause) == number else number
    return found
