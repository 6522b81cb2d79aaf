"""Text to exact whole numbers of the smallest unit, whole columns at a time; nothing passes through floating point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dates import as_text

if TYPE_CHECKING:
    import polars as pl

CURRENCIES = (
    "us$", "hk$", "nt$", "a$", "c$", "s$", "r$", "¥", "$", "€", "£", "₩", "₹", "₽", "฿", "₫", "rmb", "cny", "cnh", "usd",
    "eur", "gbp", "jpy", "hkd", "twd", "ntd", "krw", "sgd", "aud", "cad", "chf", "inr", "mop", "myr", "thb", "vnd",
    "人民币", "人民幣", "新台币", "新台幣", "新臺幣", "台币", "台幣", "港币", "港幣", "美元", "美金", "欧元", "歐元", "英镑",
    "日元", "圆", "圓", "元",
)  # fmt: skip
MULTIPLES = {"亿": 8, "億": 8, "千万": 7, "千萬": 7, "百万": 6, "百萬": 6, "万": 4, "萬": 4, "千": 3, "%": -2, "‰": -3}
LONGEST = 40
ZEROS = "0" * LONGEST

_SIGNS = sorted(CURRENCIES, key=len, reverse=True)
_CURRENCY = "|".join(sign.replace("$", r"\$") for sign in _SIGNS)
_MULTIPLE = "|".join(sorted(MULTIPLES, key=len, reverse=True))
_SHAPE = (
    rf"^(?P<open>\()?(?:(?P<minus>-)|\+)?\s?(?P<before>{_CURRENCY})?\s?(?P<inner>-)?(?P<digits>[0-9][0-9.,' ]*|[.,][0-9]+)"
    rf"(?:e(?P<exponent>[+-]?[0-9]{{1,2}}))?\s?(?P<multiple>{_MULTIPLE})?\s?(?P<after>{_CURRENCY})?(?P<late>-)?(?P<close>\))?$"
)
_PLAIN, _SPACED = r"[0-9]+", r"[0-9]{1,3}(?:[' ][0-9]{3})+"
_THREES, _FOURS, _LAKHS = r"[0-9]{1,3}(?:,[0-9]{3})+", r"[0-9]{1,4}(?:,[0-9]{4})+", r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}"
_POINTED = r"[0-9]{1,3}(?:\.[0-9]{3})+"
_GROUPED = {
    ".": rf"^(?:{_PLAIN}|{_THREES}|{_FOURS}|{_LAKHS}|{_SPACED})?(?:\.[0-9]*)?$",
    ",": rf"^(?:{_PLAIN}|{_POINTED}|{_SPACED})?(?:,[0-9]*)?$",
}
_ORDINARY = "^-?[0-9][0-9.,]*$"
_OTHER_MARK = {".": ",", ",": "."}


@dataclass(frozen=True)
class NumberGuess:
    """What a column of numbers turned out to be.

    verdict: clear, ambiguous (1.234 may be one or a thousand: `decimal_mark` is only the likelier one), mixed (rows
    contradict), none, blank. `digits` is the most decimal places any number needs; `multiples` such as 万 or %.
    """

    verdict: str
    decimal_mark: str = "."
    count: int = 0
    bad: int = 0
    ambiguous: int = 0
    digits: int = 0
    currencies: tuple[str, ...] = ()
    multiples: tuple[str, ...] = ()


def parse_numbers(
    values: pl.Series | Iterable[str | None], scale: int, decimal_mark: str = ".", rounding: bool = False
) -> tuple[pl.Series, pl.DataFrame]:
    """Units of 10**-scale as Int64, and the cells (index, text, code) that gave none.

    Codes: not_a_number, excess_digits (only when not `rounding`, which is half away from zero), too_large.
    """
    import polars as pl

    texts = as_text(values)
    found = parsed(texts, scale, decimal_mark, rounding).with_row_index("index")
    wrong = found.filter(pl.col("text").is_not_null() & pl.col("units").is_null())
    return found["units"].alias(texts.name), wrong.select(pl.col("index").cast(pl.UInt32), "text", "code")


def taken_apart(texts: pl.Series, decimal_mark: str) -> pl.DataFrame:
    """Columns text, sign (null: no number), whole, part (decimals), shift (places the point moves), and what stood
    around the number: before, after, multiple. Rows keep their order.
    """
    import polars as pl

    frame = texts.alias("text").to_frame().with_row_index("place")
    ordinary = frame["text"].str.contains(_ORDINARY).fill_null(False)
    rest = shaped(frame.filter(~ordinary), decimal_mark)
    return pl.concat([bare_numbers(frame.filter(ordinary), decimal_mark, rest), rest]).sort("place").drop("place")


def bare_numbers(frame: pl.DataFrame, decimal_mark: str, like: pl.DataFrame) -> pl.DataFrame:
    """Nothing but digits, marks and perhaps a minus: most numbers, and quick."""
    import polars as pl

    digits = pl.col("text").str.strip_chars_start("-")
    pieces = digits.str.split_exact(decimal_mark, 1).struct
    sign = pl.when(pl.col("text").str.starts_with("-")).then(-1).otherwise(1)
    return frame.with_columns(
        sign=pl.when(digits.str.contains(_GROUPED[decimal_mark])).then(sign),
        whole=pieces.field("field_0").str.replace_all(_OTHER_MARK[decimal_mark], "", literal=True),
        part=pieces.field("field_1").fill_null(""),
        shift=pl.lit(0, dtype=pl.Int32),
        before=pl.lit(None, dtype=pl.String),
        after=pl.lit(None, dtype=pl.String),
        multiple=pl.lit(None, dtype=pl.String),
    ).select(like.columns)


def shaped(frame: pl.DataFrame, decimal_mark: str) -> pl.DataFrame:
    """Anything people write around a number, taken apart by its shape."""
    import polars as pl

    plain = pl.col("text").str.normalize("NFKC").str.strip_chars().str.to_lowercase()
    plain = plain.str.replace_all("[−–△▲]", "-").str.replace_all(r"\s+", " ").str.replace_all("’", "'")
    frame = frame.with_columns(plain.str.extract_groups(_SHAPE).alias("shape")).unnest("shape")
    digits = pl.col("digits").str.strip_chars_end(" ")
    pieces = digits.str.split_exact(decimal_mark, 1).struct
    bracketed = pl.col("open").is_not_null()
    negations = pl.sum_horizontal(pl.col("minus", "inner", "late", "open").is_not_null().cast(pl.Int8))
    sound = (bracketed == pl.col("close").is_not_null()) & digits.str.contains(_GROUPED[decimal_mark])
    exponent = pl.col("exponent").cast(pl.Int32, strict=False).fill_null(0)
    multiple = pl.col("multiple").replace_strict(MULTIPLES, default=0, return_dtype=pl.Int32).fill_null(0)
    return frame.select(
        "place",
        "text",
        sign=pl.when(sound & (negations == 0)).then(1).when(sound & (negations == 1)).then(-1),
        whole=pieces.field("field_0").str.replace_all("[,.' ]", ""),
        part=pieces.field("field_1").fill_null(""),
        shift=exponent + multiple,
        before="before",
        after="after",
        multiple="multiple",
    )


def parsed(texts: pl.Series, scale: int, decimal_mark: str, rounding: bool) -> pl.DataFrame:
    """Columns text, units, code: the digits are shifted as text, then read as a whole number."""
    import polars as pl

    frame = taken_apart(texts, decimal_mark)
    keep = LONGEST + pl.col("whole").str.len_bytes().cast(pl.Int32) + scale + pl.col("shift")
    frame = frame.with_columns(digits=ZEROS + pl.col("whole") + pl.col("part"), keep=keep)
    frame = frame.with_columns(
        kept=pl.concat_str("digits", pl.lit(ZEROS)).str.slice(0, pl.col("keep")),
        rest=pl.col("digits").str.slice(pl.col("keep")).str.strip_chars_end("0"),
    )
    fits = pl.col("kept").str.strip_chars_start("0").str.len_bytes() <= 19
    short = pl.when(fits & (pl.col("keep") > 0)).then(pl.col("kept").str.slice(-20)).cast(pl.Int64, strict=False)
    up = (pl.col("rest").str.slice(0, 1) >= "5").cast(pl.Int64) if rounding else 0
    number = pl.col("sign").is_not_null()
    exact = pl.lit(rounding) | (pl.col("rest") == "")
    return frame.with_columns(units=pl.when(number & exact).then((short + up) * pl.col("sign"))).select(
        "text",
        "units",
        code=pl.when(~number)
        .then(pl.lit("not_a_number"))
        .when(~exact)
        .then(pl.lit("excess_digits"))
        .otherwise(pl.lit("too_large")),
    )


def guess_numbers(values: pl.Series | Iterable[str | None]) -> NumberGuess:
    """Which sign stands before the decimals: decided by the whole column. `ambiguous` counts rows that fit both."""
    import polars as pl

    frame = as_text(values).drop_nulls().alias("text").to_frame().group_by("text").len("count")
    readings = {mark: read_with(frame, mark) for mark in _GROUPED}
    counts = {mark: int(found.filter("good")["count"].sum()) for mark, found in readings.items()}
    point, comma = readings.values()
    fits = pl.DataFrame({"point": point["good"], "comma": comma["good"], "count": frame["count"]})
    differ = (point["value"] != comma["value"]).fill_null(False)
    ambiguous = int(fits.filter(pl.col("point") & pl.col("comma") & differ)["count"].sum())
    total = int(frame["count"].sum())
    good = int(fits.filter(pl.col("point") | pl.col("comma"))["count"].sum())
    whole = [mark for mark, read in counts.items() if read == good]
    mark = whole[0] if whole else "."
    verdict = "clear" if len(whole) == 1 or not ambiguous else "ambiguous"
    verdict = "blank" if not total else "none" if not good else verdict if whole else "mixed"
    return NumberGuess(verdict, mark, total, total - good, ambiguous, **surroundings(readings[mark].filter("good")))


def read_with(frame: pl.DataFrame, mark: str) -> pl.DataFrame:
    """Every distinct text taken apart with this decimal mark: good when it is a number, value to compare."""
    import polars as pl

    return taken_apart(frame["text"], mark).with_columns(
        frame["count"],
        good=pl.col("sign").is_not_null(),
        value=pl.concat_str("whole", pl.lit("."), pl.col("part").str.strip_chars_end("0")),
    )


def surroundings(found: pl.DataFrame) -> dict[str, Any]:
    """Decimal places needed, and the currencies and multiples written beside the numbers."""
    places = found["part"].str.strip_chars_end("0").str.len_bytes().cast(int) - found["shift"].cast(int)
    around = set(found["before"].drop_nulls()) | set(found["after"].drop_nulls())
    multiples = set(found["multiple"].drop_nulls())
    return {
        "digits": max([0, *places]),
        "currencies": tuple(sorted(around)),
        "multiples": tuple(sorted(multiples)),
    }
