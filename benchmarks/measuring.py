"""Measuring: two ways of the same work in turns, medians, and their ratio against what is to be reached."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

MARK = "measured: "
"""How a line of a task's output begins that the frame collects."""


@dataclass(frozen=True)
class Measured:
    """One task: medians in seconds, or whole numbers where `unit` says so.

    `reach` bounds product ÷ raw from above (`most`) or raw ÷ product from below (`least`); None is told only."""

    task: str
    product: float
    raw: float | None = None
    most: float | None = None
    least: float | None = None
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Product ÷ raw; where a speed-up is asked for, raw ÷ product. None without a raw limit."""
        if self.raw is None or not self.raw or not self.product:
            return None
        return self.raw / self.product if self.least is not None else self.product / self.raw

    @property
    def holds(self) -> bool | None:
        """Whether the goal is reached; None where there is none. Without a raw limit the bound is on the product itself."""
        figure = self.product if self.raw is None else self.ratio
        if figure is None or (self.most is None and self.least is None):
            return None
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)

    def line(self) -> str:
        """One row of the table."""
        figures = f"{shown(self.product, self.unit):>12}{shown(self.raw, self.unit):>12}"
        ratio = f"{self.ratio:8.2f} ×" if self.ratio is not None else " " * 10
        goal = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}" if self.least is not None else ""
        verdict = {True: "reached", False: "NOT REACHED", None: ""}[self.holds]
        return f"{self.task:<58}{figures}{ratio}  {goal:<8}{verdict:<12} {self.note}".rstrip()


def shown(figure: float | None, unit: str) -> str:
    """Seconds as ms below ten; other units as they are."""
    if figure is None:
        return "—"
    if unit != "s":
        return f"{figure:,.0f} {unit}"
    return f"{figure * 1000:,.2f} ms" if figure < 10 else f"{figure:,.1f} s"


LONGEST, FEWEST = 6.0, 3
"""Seconds that one comparison may take, and the turns it takes however slow they are."""


def interleaved(
    product: Callable[[], Any],
    raw: Callable[[], Any],
    rounds: int = 21,
    warm: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """The medians of both in seconds, taken in turns so that a busy machine disturbs both alike; fewer turns of slow ones.
    `clock=time.process_time` counts what this process works, not what it waits."""
    end = time.monotonic() + LONGEST
    for turn in range(warm):
        if turn and time.monotonic() > end - LONGEST / 2:
            break
        product()
        raw()
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        if turn >= FEWEST and time.monotonic() > end:
            break
        for way, kept in zip((product, raw), times, strict=True):
            start = clock()
            way()
            kept.append(clock() - start)
    return median(times[0]), median(times[1])


def main(measure: Callable[[], Iterator[Measured]]) -> None:
    """Run one task by itself: `--json` gives lines for the frame, else a table row as soon as it is known."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianji.config.settings")
    django.setup()
    for one in measure():
        told = MARK + json.dumps(asdict(one), ensure_ascii=False) if "--json" in sys.argv else one.line()
        print(told, flush=True)
