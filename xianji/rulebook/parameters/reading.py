"""What a parameter is on a day. Read at most once a minute per process; a process that writes reads again at once."""

import time
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from xianji.rulebook.parameters.declared import CLASSES, parameter, parameters
from xianji.rulebook.parameters.models import ParameterValue


class Decided(NamedTuple):
    """A value and the day from which it holds."""

    effective_on: date
    value: Any


def value(key: str, on: date | None = None) -> Any:
    """The value on the day of the event: a Decimal (a fraction for percents), or the code of a choice."""
    day = on or timezone.localdate()
    for decided in _kept(int(time.time() // 60)).get(key, ()):
        if decided.effective_on <= day:
            return decided.value
    return parameter(key).default


def by_class(key: str, on: date | None = None) -> dict[str, Any]:
    """{class of customers: value} of a parameter that differs by class; those that are not declared are left out."""
    return {name: value(f"{key}.{suffix}", on) for name, suffix in CLASSES.items() if f"{key}.{suffix}" in parameters}


def forget() -> None:
    """Read again at the next question."""
    _kept.cache_clear()


@lru_cache(maxsize=1)
def _kept(_minute: int) -> dict[str, list[Decided]]:
    """Every decision, the newest first; what is no longer declared is left out."""
    found: dict[str, list[Decided]] = {}
    rows = ParameterValue.objects.order_by("key", "-effective_on", "-id").values_list("key", "effective_on", "value")
    for key, effective_on, text in rows:
        if key in parameters:
            found.setdefault(key, []).append(Decided(effective_on, parameters[key].kept(text)))
    return found
