"""What a value of the rulebook can be, how it is typed and how it is told."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from xianji.lib.mistakes import Mistake


class Kind(models.TextChoices):
    """The kinds of values; all but choices, yes or no and text are numbers."""

    NUMBER = "number", pgettext_lazy("kind", "Number")
    PERCENT = "percent", gettext_lazy("Percent")
    MONEY = "money", gettext_lazy("Amount of money")
    COUNT = "count", gettext_lazy("Whole number")
    DAYS = "days", pgettext_lazy("kind", "Days")
    BUSINESS_DAYS = "business_days", gettext_lazy("Business days")
    HOURS = "hours", gettext_lazy("Hours")
    WORKING_HOURS = "working_hours", gettext_lazy("Working hours")
    CHOICE = "choice", gettext_lazy("Choice")
    YES_NO = "yes_no", gettext_lazy("Yes or no")
    TEXT = "text", pgettext_lazy("kind", "Text")


NUMBERS = frozenset({"number", "percent", "money", "count", "days", "business_days", "hours", "working_hours"})
WHOLE = frozenset({"count", "days", "business_days"})
DIGITS = 6
"""A fact is rounded to so many decimal places before a table is asked."""
LARGEST = Decimal(10) ** 15
"""Beyond this the engine no longer tells two neighbours apart."""
YES, NO = "yes", "no"
TIMES = {"千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|[千万萬亿億])?")


class Unreadable(Mistake):
    """What was typed is no such value."""


def plain(text: str) -> str:
    """As it was meant: full-width digits and signs are the same as narrow ones."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def number(kind: str, text: str) -> Decimal:
    """A typed number; percents are kept as fractions."""
    found = NUMBER.fullmatch(plain(text))
    if found is None:
        raise Unreadable(_("“%(value)s” is not a number. Write it like 85 or 1,200.50.") % {"value": text})
    sign, whole, rest, suffix = found.groups()
    figure = Decimal(f"{sign}{whole.replace(',', '')}{rest or ''}")
    if suffix == "%" and kind != Kind.PERCENT:
        raise Unreadable(_("“%(value)s”: no percent is expected here.") % {"value": text})
    if kind == Kind.PERCENT:
        figure = figure.scaleb(-2)
    elif suffix:
        figure = figure.scaleb(TIMES[suffix])
    return checked(kind, figure, text)


def checked(kind: str, figure: Decimal, text: Any) -> Decimal:
    """The figure, where the rulebook can keep it apart from its neighbours."""
    if kind in WHOLE and figure != figure.to_integral_value():
        raise Unreadable(_("“%(value)s” is not a whole number.") % {"value": text})
    if abs(figure) >= LARGEST or figure != round(figure, DIGITS):
        raise Unreadable(_("“%(value)s” has more digits than a rule can tell apart.") % {"value": text})
    return figure


def written(kind: str, figure: Decimal) -> str:
    """A number as it is typed: exact, without needless digits."""
    if kind == Kind.PERCENT:
        return f"{short(figure.scaleb(2))}%"
    text = short(figure)
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if kind == Kind.MONEY and whole.lstrip("-") not in ("", "0") else text


def short(figure: Decimal) -> str:
    """Digits without an exponent and without zeros at the end."""
    text = f"{figure:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def told(kind: str, figure: Decimal) -> str:
    """A number with its unit, for a sentence."""
    text, count = written(kind, figure), int(abs(figure)) if figure == figure.to_integral_value() else 2
    forms = {
        Kind.DAYS: lambda: ngettext("%(number)s day", "%(number)s days", count),
        Kind.BUSINESS_DAYS: lambda: ngettext("%(number)s business day", "%(number)s business days", count),
        Kind.HOURS: lambda: ngettext("%(number)s hour", "%(number)s hours", count),
        Kind.WORKING_HOURS: lambda: ngettext("%(number)s working hour", "%(number)s working hours", count),
    }
    return forms[Kind(kind)]() % {"number": text} if kind in forms else text
