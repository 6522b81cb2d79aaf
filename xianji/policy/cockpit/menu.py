"""Each chapter's rate of this month, for the menu: late, and computed once a minute for each reader."""

import time
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.web.writing import NUMERALS
from xianji.lib.actor import Actor
from xianji.policy.cockpit import rates
from xianji.policy.coverage.reading import active

EVERY = 60


def of_chapters(who: Actor) -> dict[str, Decimal | None]:
    """{chapter: percent} of the chapters in the menu that have controls in force; None where nothing was judged."""
    return _of_chapters(who, timezone.localdate(), int(time.time() // EVERY))


@lru_cache(maxsize=512)
def _of_chapters(who: Actor, on: date, _moment: int) -> dict[str, Decimal | None]:
    held: dict[str, list[str]] = {}
    for control in active(on):
        if not control.always:
            held.setdefault(control.clause.partition(".")[0], []).append(control.full_name)
    read = rates.read("month", on, who, [name for names in held.values() for name in names])
    numbered = [one for one in registry.chapters if one.number and one.number in NUMERALS]
    numbers = {str(NUMERALS.index(one.number) + 1): one.name for one in numbered}
    return {numbers[number]: read.of(names).percent for number, names in held.items() if number in numbers}


def forget() -> None:
    _of_chapters.cache_clear()
