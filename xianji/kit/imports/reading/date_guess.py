"""Which order of day, month and year a column uses: decided by the whole column, or asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from .dates import ORDERS, as_text, clean, parsed

if TYPE_CHECKING:
    import polars as pl

LARGEST_TWELVE = 12
FEW = 3


@dataclass(frozen=True)
class DateGuess:
    """What a column of dates turned out to be.

    verdict: clear (`order` reads all of it), ambiguous (each of `orders` reads all of it, differently: ask),
    mixed (no order reads all that is a date: rows contradict), none (nothing is a date), blank.
    """

    verdict: str
    order: str | None = None
    orders: tuple[str, ...] = ()
    count: int = 0
    bad: int = 0
    ambiguous: int = 0
    with_time: int = 0
    reads: dict[str, int] = field(default_factory=dict)
    example: str | None = None
    meanings: dict[str, date] = field(default_factory=dict)
    half_converted: bool = False


def guess_dates(values: pl.Series | Iterable[str | None], among: tuple[str, ...] = ORDERS) -> DateGuess:
    """The order the whole column agrees on. `ambiguous` counts rows that alone fit several orders,
    `bad` rows that are no date in any order, `reads` the rows each order can read.
    """
    readings = read_in_all(as_text(values).drop_nulls(), among)
    count = int(readings["count"].sum() or 0)
    if not count:
        return DateGuess("blank")
    some = readings.filter(readings["fits"] > 0)
    reads = {order: int(some.filter(some[order].is_not_null())["count"].sum() or 0) for order in among}
    dated = int(some["count"].sum() or 0)
    facts: dict[str, Any] = {
        "count": count,
        "bad": count - dated,
        "ambiguous": int(some.filter(~some["evident"] & (some["fits"] > 1))["count"].sum() or 0),
        "with_time": int(some.filter(some["timed"])["count"].sum() or 0),
        "reads": reads,
    }
    if not dated:
        return DateGuess("none", **facts)
    return judge(some, tuple(order for order in among if reads[order] == dated), among, facts)


def read_in_all(texts: pl.Series, among: tuple[str, ...]) -> pl.DataFrame:
    """Distinct texts with their count, the date each order reads, how many orders fit, and whether it is evident."""
    import polars as pl

    frame = texts.alias("text").to_frame().group_by("text", maintain_order=True).len("count")
    plain = clean(pl.col("text"))
    frame = frame.with_columns(
        timed=plain.str.contains(r"[0-9]:[0-9][0-9]") & ~plain.str.contains(r"[t ]0?0:00(?::00(?:\.0+)?)?$"),
        year_first=plain.str.contains(r"^[0-9]{4}\D"),
    )
    readings = {order: parsed(frame["text"], order) for order in among}
    frame = frame.with_columns(found["day"].alias(order) for order, found in readings.items())
    fits = pl.sum_horizontal(pl.col(among).is_not_null())
    return frame.with_columns(next(iter(readings.values()))["evident"], fits=fits)


def judge(some: pl.DataFrame, whole: tuple[str, ...], among: tuple[str, ...], facts: dict[str, Any]) -> DateGuess:
    """The verdict over the rows that are dates in some order."""
    if not whole:
        return DateGuess("mixed", orders=tuple(order for order in among if facts["reads"][order]), **facts)
    if half_converted(some):
        return DateGuess("mixed", orders=whole, half_converted=True, **facts)
    differing: list[str] = []
    for order in whole:
        if not any(some[order].equals(some[other]) for other in differing):
            differing.append(order)
    if len(differing) == 1:
        return DateGuess("clear", order=differing[0], orders=(differing[0],), **facts)
    example = next(row for row in some.iter_rows(named=True) if len({row[order] for order in differing}) > 1)
    meanings = {order: example[order] for order in differing}
    return DateGuess("ambiguous", orders=tuple(differing), example=example["text"], meanings=meanings, **facts)


def half_converted(some: pl.DataFrame) -> bool:
    """The mark of a spreadsheet in another locale: it turned every date it could into a (swapped) real one and left
    those with days above 12 as text, so that real dates never have a day above 12 and texts always do.
    """
    if not {"dmy", "mdy"} <= set(some.columns):
        return False
    typed = some.filter(some["year_first"])
    left = some.filter(~some["year_first"] & (some["dmy"].is_null() != some["mdy"].is_null()))
    if min(typed["count"].sum(), left["count"].sum()) < FEW or typed.height + left.height < some.height:
        return False
    return bool((typed["dmy"].dt.day() <= LARGEST_TWELVE).all())
