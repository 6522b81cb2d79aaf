"""Reading the cells of one column by the kind of its field, part by part: values, and what could not be read, per row."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.imports.mapping import Target
from xianji.kit.imports.reading.date_guess import DateGuess, guess_dates
from xianji.kit.imports.reading.dates import ORDERS, parse_dates, parse_moments
from xianji.kit.imports.reading.numbers import guess_numbers, parse_numbers
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.lib import money
from xianji.org.company.settled import company

SCALES = {"money": 2, "price": 4, "quantity": 4, "rate": 6, "number": 6, "whole": 0}
YES = {"1", "yes", "y", "true", "是", "有", "✓"}
ORDINARY = r"^-?[0-9]+(?:\.[0-9]+)?$"
MEASURED = (CharField.to_python, TextField.to_python)
NO = {"0", "no", "n", "false", "否", "无", "無", ""}


class DatesAmbiguous(Refused):
    """Columns whose dates fit several orders, {column: guess}: which comes first must be said."""

    code = "dates_ambiguous"

    def __init__(self, columns: dict[str, DateGuess]) -> None:
        super().__init__(" ".join(question(header, guess) for header, guess in columns.items()))
        self.columns = columns


def question(header: str, guess: DateGuess) -> str:
    """What cannot be told apart, with an example and what it would mean in each order."""
    if not guess.meanings:
        return _("In column “%(column)s” dates contradict each other: no order reads them all. Say which to use; "
                 "the others will be shown as errors.") % {"column": header}  # fmt: skip
    example = f"{guess.example}: " + several(f"{order} = {day}" for order, day in guess.meanings.items())
    return _("In column “%(column)s” day and month cannot be told apart (%(example)s). Say which comes "
             "first.") % {"column": header, "example": example}  # fmt: skip


def orders() -> tuple[str, ...]:
    """Years of the Republic are considered only where they are written."""
    return ORDERS if company().country == "TW" else tuple(order for order in ORDERS if order != "roc")


@dataclass
class Cells:
    """The values of some cells by position, problems {position: (code, message)} and translations {text: value}."""

    values: list[Any]
    problems: dict[int, tuple[str, str]] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)


Read = Callable[[Any], Cells]


@dataclass
class Reading:
    """How a column is read: decided once by the whole of it, done part by part. `series` are its cells as meant."""

    series: Any
    read: Read
    mapped: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def reading(column: Column, target: Target, series: Any) -> Reading:
    """The way to read a column; blank cells are None."""
    mapped: dict[str, str] = {}
    if target.values:
        series, mapped = translated(series, target.values)
    kind = column.kind
    notes: list[str] = []
    if kind in SCALES:
        read: Read = partial(numbers, column, target, decimal_mark(series))
    elif kind in ("date", "moment"):
        order, notes = date_order(target, series)
        read = partial(dates, column, order)
    elif kind in SPOKEN:
        read = partial(choices, SPOKEN[kind], column, {})
    else:
        read = partial(texts, column)
    return Reading(series, read, mapped, notes)


def translated(series: Any, values: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """Cells replaced by what they mean, nothing being blank; the ones that were are told."""
    known = set(series.drop_nulls().unique().to_list())
    used = {text: became for text, became in values.items() if text in known and text != became}
    if used:
        import polars as pl

        meant = pl.Series([became or None for became in used.values()], dtype=pl.String)
        series = series.replace(list(used), meant)
    return series, used


def decimal_mark(series: Any) -> str:
    """Which sign stands before the decimals; figures without any other sign need no guess."""
    if (series.str.contains(ORDINARY) | series.is_null()).all():
        return "."
    return guess_numbers(series).decimal_mark


def numbers(column: Column, target: Target, mark: str, series: Any) -> Cells:
    """Exact figures; what has too many decimals is told, not rounded."""
    scale = SCALES[column.kind]
    wide = 6 if target.times else scale
    parsed, bad = parse_numbers(series, wide, mark)
    sentences = {
        "not_a_number": _("is not a number"),
        "excess_digits": _("has more than %(digits)s decimals") % {"digits": scale},
        "too_large": _("is too large"),
    }
    problems = {row["index"]: (row["code"], sentences[row["code"]]) for row in bad.iter_rows(named=True)}
    values: list[Any] = [None if units is None else money.from_units(units, wide) for units in parsed.to_list()]
    if target.times:
        factor = Decimal(target.times)
        values = [None if value is None else money.round_half_up(value * factor, scale) for value in values]
    if column.kind == "whole":
        values = [None if value is None else int(value) for value in values]
    return Cells(values, problems)


def date_order(target: Target, series: Any) -> tuple[str, list[str]]:
    """The order said, else the one the whole column agrees on; else it must be said."""
    guess = guess_dates(series, orders())
    order = target.dates or guess.order
    if order is None and guess.verdict in ("ambiguous", "mixed"):
        raise DatesAmbiguous({series.name: guess})
    if not guess.ambiguous or target.dates:
        return order or "ymd", []
    told = {"column": series.name, "order": order, "count": guess.ambiguous}
    note = _("Dates in “%(column)s” were read as %(order)s; %(count)s of them alone would be ambiguous.") % told
    return order or "ymd", [note]


def dates(column: Column, order: str, series: Any) -> Cells:
    """Dates in this order; of moments also the hour, in the time of the company; a day alone is its first moment."""
    is_moment = column.kind == "moment"
    zone = str(timezone.get_current_timezone())
    parsed, bad = parse_moments(series, order, zone) if is_moment else parse_dates(series, order)
    problems = {row["index"]: ("not_a_date", _("is not a date")) for row in bad.iter_rows(named=True)}
    return Cells(parsed.to_list(), problems)


def texts(column: Column, series: Any) -> Cells:
    """Texts as the field takes them; where only their length is limited, they are only measured."""
    values = [None if text is None else text.strip() for text in series.to_list()]
    field = column.field
    measured = type(field).to_python in MEASURED and {type(one) for one in field.validators} <= {MaxLengthValidator}
    longest = field.max_length or sys.maxsize
    problems = {}
    for at, text in enumerate(values):
        if text is None or (measured and len(text) <= longest):
            continue
        try:
            values[at] = field.to_python(text)
            field.run_validators(values[at])
        except ValidationError as problem:
            problems[at] = reason(problem)
            values[at] = None
    return Cells(values, problems)


def choices(reader: Any, column: Column, known: dict[str, Any], series: Any) -> Cells:
    """Choices, yes or no: every distinct cell is understood once, and remembered for the parts that follow."""
    every = series.to_list()
    here = set(every) - {None}
    wrong = {}
    for text in here - known.keys():
        try:
            known[text] = reader(column, text)
        except ValidationError as problem:
            wrong[text] = reason(problem)
    mapped = {text: known[text][1] for text in here - wrong.keys() if known[text][1] is not None}
    problems = {at: wrong[text] for at, text in enumerate(every) if text in wrong} if wrong else {}
    return Cells([known[text][0] if text in known else None for text in every], problems, mapped)


def reason(problem: ValidationError) -> tuple[str, str]:
    return problem.error_list[0].code or "invalid", " ".join(map(str, problem.messages))


def choice(column: Column, text: str) -> tuple[Any, str | None]:
    """A stored value, or what the screen calls it in any language of the product."""
    if text in column.choices:
        return text, None
    spoken = spoken_choices(column)
    value = spoken.get(text.strip().casefold())
    if value is None:
        told = {"choices": several(column.choices.values())}
        raise ValidationError(_("is not one of: %(choices)s") % told, code="not_a_choice")
    return value, str(value)


def spoken_choices(column: Column) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import translation

    spoken = {str(value).casefold(): value for value in column.choices}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            spoken |= {str(label).casefold(): value for value, label in column.choices.items()}
    return spoken


def yes_or_no(column: Column, text: str) -> tuple[Any, str | None]:
    folded = text.strip().casefold()
    if folded in YES or folded in NO:
        return folded in YES, None
    raise ValidationError(_("is neither yes nor no"), code="not_yes_no")


SPOKEN = {"choice": choice, "state": choice, "yesno": yes_or_no}
