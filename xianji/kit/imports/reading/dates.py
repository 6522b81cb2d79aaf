"""Text to dates and moments, whole columns at a time; the order of day and month is always given, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xianji.lib import years

from .bad import bad_cells

if TYPE_CHECKING:
    import polars as pl

# year first, day first, month first, years of the Republic (113 is 2024), day numbers of a spreadsheet
ORDERS = ("ymd", "dmy", "mdy", "roc", "serial")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PIVOT = 68

_SEPARATOR = r"\s?[-/.]\s?"
_NAME = rf"({'|'.join(MONTHS)})[a-z]*\.?"
_YEAR_MARK, _MONTH_MARK = rf"(?:{_SEPARATOR}|\s?年\s?)", rf"(?:{_SEPARATOR}|\s?月\s?)"
_FULL_YEAR = rf"^([0-9]{{4}}){_YEAR_MARK}([0-9]{{1,2}}){_MONTH_MARK}([0-9]{{1,2}})\s?日?$"
_EIGHT_DIGITS = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
_DAY_NAME = rf"^([0-9]{{1,2}})[\s\-/.]*{_NAME}[\s\-/.,]*([0-9]{{4}}|[0-9]{{2}})$"
_NAME_DAY = rf"^{_NAME}[\s\-/.]*([0-9]{{1,2}})(?:st|nd|rd|th)?[\s\-/.,]+([0-9]{{4}})$"
_LAST_YEAR = rf"^([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}})$"
_SHORT_YEAR = rf"^([0-9]{{2}}){_YEAR_MARK}([0-9]{{1,2}}){_MONTH_MARK}([0-9]{{1,2}})日?$"
_SIX_DIGITS = r"^([0-9]{2})([0-9]{2})([0-9]{2})$"
_REPUBLIC = rf"^(?:民[国國])?\s?([0-9]{{2,3}}){_YEAR_MARK}([0-9]{{1,2}}){_MONTH_MARK}([0-9]{{1,2}})\s?日?$"
_SEVEN_DIGITS = r"^([0-9]{2,3})([0-9]{2})([0-9]{2})$"
_SERIAL = r"^([0-9]{5})(?:\.0+)?$"
_WITH_TIME = (
    r"^(?P<day>.*?\S)(?:(?:\s+|t)(?P<half>上午|下午|am|pm)?\s?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?P<fraction>\.[0-9]{1,9})?)?\s?(?P<late>am|pm)?\s?(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?)?$"
)


def parse_dates(values: pl.Series | Iterable[str | None], order: str) -> tuple[pl.Series, pl.DataFrame]:
    """Dates in this order of parts, and the cells (index, text, code) that are none; a time of day is left out.

    Self-evident forms (2024-03-05, 20240305, 5 Mar 2024) are read in every order.
    """
    return mapped(values, order, "day")


def parse_moments(values: pl.Series | Iterable[str | None], order: str, zone: str) -> tuple[pl.Series, pl.DataFrame]:
    """Moments in UTC; text without an offset is local time of `zone` (such as Asia/Shanghai)."""
    import polars as pl

    column, bad = mapped(values, order, "moment")
    aware, bad_aware = mapped(values, order, "aware")
    local = column.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")
    moments = pl.select(pl.coalesce(aware, local).alias(column.name)).to_series()
    texts = as_text(values)
    return moments, bad_cells(texts, moments, "not_a_date") if len(bad) or len(bad_aware) else bad


def mapped(values: pl.Series | Iterable[str | None], order: str, what: str) -> tuple[pl.Series, pl.DataFrame]:
    """Each distinct text is parsed once."""
    import polars as pl

    texts = as_text(values)
    found = parsed(texts.drop_nulls().unique(), order)
    if not found.height:
        column = pl.Series(texts.name, [None] * len(texts), dtype=found[what].dtype)
        return column, bad_cells(texts, column, "not_a_date")
    column = texts.replace_strict(found["text"], found[what], default=None, return_dtype=found[what].dtype)
    return column, bad_cells(texts, column, "not_a_date")


def as_text(values: pl.Series | Iterable[str | None]) -> pl.Series:
    """Blank cells are null."""
    import polars as pl

    texts = values if isinstance(values, pl.Series) else pl.Series("", list(values), dtype=pl.String)
    return texts.set(texts.str.contains(r"^\s*$"), None)


def parsed(texts: pl.Series, order: str) -> pl.DataFrame:
    """Columns text, day, moment (local, null when the text names an offset), aware (UTC when it does),
    evident (read the same in every order).
    """
    import polars as pl

    frame = texts.alias("text").to_frame().with_columns(clean=clean(pl.col("text")))
    frame = frame.with_columns(pl.col("clean").str.extract_groups(_WITH_TIME)).unnest("clean")
    frame = frame.with_columns(self_evident=self_evident(), day=in_order(order)).with_columns(
        day=pl.coalesce("self_evident", "day")
    )
    sane = pl.col("day").dt.year() >= years.FIRST
    frame = frame.with_columns(day=pl.when(sane).then("day"))
    local = pl.col("day").cast(pl.Datetime("us")) + time_of_day()
    utc = (local - offset()).dt.replace_time_zone("UTC")
    moment = pl.when(pl.col("offset").is_null()).then(local)
    return frame.select("text", "day", moment=moment, aware=utc, evident=pl.col("self_evident").is_not_null())


def clean(text: pl.Expr) -> pl.Expr:
    """Full-width digits and letters made plain, month names and halves of the day in lower case."""
    return text.str.normalize("NFKC").str.strip_chars().str.to_lowercase().str.replace_all(r"\s+", " ")


def of_parts(pattern: str, year: int, month: int, day: int, shift: int = 0) -> pl.Expr:
    """The date that the groups of the pattern name; null when there is no such day."""
    import polars as pl

    groups = pl.col("day").str.extract_groups(pattern).struct
    number = groups.field(str(year)).cast(pl.Int32, strict=False)
    short = (groups.field(str(year)).str.len_bytes() == 2) & (shift == 0)
    full = pl.when(short).then(number + pl.when(number <= PIVOT).then(2000).otherwise(1900)).otherwise(number + shift)
    month_number = groups.field(str(month)).replace({name: str(place) for place, name in enumerate(MONTHS, 1)})
    parts = [full.cast(pl.String).str.zfill(4), month_number.str.zfill(2), groups.field(str(day)).str.zfill(2)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def self_evident() -> pl.Expr:
    """Forms that read the same in every order."""
    import polars as pl

    return pl.coalesce(
        of_parts(_FULL_YEAR, 1, 2, 3),
        of_parts(_EIGHT_DIGITS, 1, 2, 3),
        of_parts(_DAY_NAME, 3, 2, 1),
        of_parts(_NAME_DAY, 3, 1, 2),
    )


def in_order(order: str) -> pl.Expr:
    """Forms that need to be told how to be read."""
    import polars as pl

    if order == "ymd":
        return pl.coalesce(of_parts(_SHORT_YEAR, 1, 2, 3), of_parts(_SIX_DIGITS, 1, 2, 3))
    if order == "dmy":
        return of_parts(_LAST_YEAR, 3, 2, 1)
    if order == "mdy":
        return of_parts(_LAST_YEAR, 3, 1, 2)
    if order == "roc":
        return pl.coalesce(of_parts(_REPUBLIC, 1, 2, 3, 1911), of_parts(_SEVEN_DIGITS, 1, 2, 3, 1911))
    if order == "serial":
        days = pl.col("day").str.extract(_SERIAL, 1).cast(pl.Int32, strict=False)
        return pl.date(1899, 12, 30) + pl.duration(days=days)
    raise ValueError(f"No such order of a date: {order}")


def time_of_day() -> pl.Expr:
    """The time as a duration; nothing said is midnight, an impossible time is null."""
    import polars as pl

    hour, minute, second = (pl.col(name).cast(pl.Int64).fill_null(0) for name in ("hour", "minute", "second"))
    half = pl.coalesce("half", "late").replace({"上午": "am", "下午": "pm"})
    hour_of_day = pl.when(half.is_null()).then(hour).otherwise(hour % 12 + pl.when(half == "pm").then(12).otherwise(0))
    micro = (pl.col("fraction").str.slice(1).str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int64)).fill_null(0)
    valid = (hour < 24) & (minute < 60) & (second < 60) & (half.is_null() | hour.is_between(1, 12))
    whole = pl.duration(hours=hour_of_day, minutes=minute, seconds=second, microseconds=micro)
    return pl.when(valid).then(whole)


def offset() -> pl.Expr:
    """Ahead of UTC; null when the text does not say."""
    import polars as pl

    text = pl.col("offset").replace({"z": "+00:00"}).str.replace(":", "")
    minutes = text.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + text.str.slice(3, 2).cast(pl.Int64, strict=False)
    return pl.duration(minutes=pl.when(text.str.starts_with("-")).then(-minutes).otherwise(minutes))
