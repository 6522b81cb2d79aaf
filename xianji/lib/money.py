"""Exact decimal arithmetic; every result names its scale, because databases keep the values as whole numbers of units."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

MONEY = 2
PRICE = 4
QUANTITY = 4
RATE = 6

SMALLEST_UNITS = -(2**63)
LARGEST_UNITS = 2**63 - 1

Number = Decimal | int | str

_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)

# Digits people expect on screen: ISO 4217, except TWD, which is quoted without cents.
_WITHOUT_CENTS = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "TWD", "UGX", "VND", "VUV"}
_WITHOUT_CENTS |= {"XAF", "XOF", "XPF"}
_WITH_THOUSANDTHS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}


class NotANumber(ValueError):
    """The text or value is not a finite decimal number."""


class ExcessDigits(ValueError):
    """More decimal places than the scale keeps; rounding is the caller's decision."""


class OutOfRange(ValueError):
    """Too large for the signed 64-bit integer in which it would be stored."""


def exact(value: Number) -> Decimal:
    """The value as a finite Decimal; binary floating point is refused because it is already inexact."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
        raise TypeError(f"Expected Decimal, int or str, not {type(value).__name__}: {value!r}")
    if isinstance(value, str) and not _PLAIN_NUMBER.fullmatch(value.strip()):
        raise NotANumber(f"Not a plain decimal number: {value!r}")
    number = Decimal(value)
    if not number.is_finite():
        raise NotANumber(f"Not a finite number: {value!r}")
    return number


def to_units(value: Number, scale: int) -> int:
    """Whole units of 10**-scale; raises ExcessDigits, OutOfRange, NotANumber or TypeError, never rounds."""
    number = exact(value)
    if number.adjusted() + scale > 19:
        raise OutOfRange(f"{value} is too large to be kept with {scale} decimal places")
    sign, digits, exponent = number.as_tuple()
    shift = int(exponent) + scale
    units = int("".join(map(str, digits)))
    if shift < 0:
        units, lost = divmod(units, 10**-shift) if -shift <= len(digits) else (0, units)
        if lost:
            raise ExcessDigits(f"{value} has more than {scale} decimal places")
    else:
        units *= 10**shift
    return in_range(-units if sign else units, scale)


def from_units(units: int, scale: int) -> Decimal:
    """The Decimal with exactly `scale` decimal places that these units stand for."""
    if isinstance(units, bool) or not isinstance(units, int):
        raise TypeError(f"Units are whole numbers, not {type(units).__name__}: {units!r}")
    return Decimal(units).scaleb(-scale, _EXACT)


def in_range(units: int, scale: int) -> int:
    """The units unchanged, or OutOfRange when 64 bits cannot hold them."""
    if not SMALLEST_UNITS <= units <= LARGEST_UNITS:
        raise OutOfRange(f"{units}e-{scale} is too large to be kept with {scale} decimal places")
    return units


def round_half_up(value: Number, scale: int) -> Decimal:
    """Rounded to `scale` places, halves away from zero, as invoices are."""
    number = exact(value)
    if number.adjusted() + scale > 19:
        raise OutOfRange(f"{value} is too large to be kept with {scale} decimal places")
    rounded = number.quantize(Decimal(1).scaleb(-scale), context=_EXACT)
    return rounded if rounded else abs(rounded)


def times(a: Number, b: Number, scale: int = MONEY) -> Decimal:
    """The product, rounded once to `scale` places: price x quantity, amount x rate."""
    return round_half_up(_EXACT.multiply(exact(a), exact(b)), scale)


def product(*factors: Number, scale: int = MONEY) -> Decimal:
    """That of several, rounded once however many there are: quantity x price x what two discounts leave of it."""
    found = Decimal(1)
    for factor in factors:
        found = _EXACT.multiply(found, exact(factor))
    return round_half_up(found, scale)


def plus(*values: Number) -> Decimal:
    """The exact sum, with the decimal places of its finest part; nothing is zero."""
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, exact(value))
    return total


def minus(a: Number, b: Number) -> Decimal:
    """The exact difference, with the decimal places of the finer of the two."""
    return _EXACT.subtract(exact(a), exact(b))


def _quotient(over: Number, under: Number, scale: int) -> Decimal | None:
    divisor = exact(under)
    return round_half_up(_EXACT.divide(exact(over), divisor), scale) if divisor else None


def avg(total: Number, count: int, scale: int = MONEY) -> Decimal | None:
    """The mean to `scale` places; of nothing it is None, not 0."""
    return _quotient(total, count, scale)


def share(part: Number, whole: Number, scale: int = RATE) -> Decimal | None:
    """Part of the whole as a fraction (0.125 for 12.5 %); None when the whole is zero."""
    return _quotient(part, whole, scale)


def allocate(total: Number, weights: Sequence[Number], scale: int = MONEY) -> list[Decimal]:
    """Split by weight so that the parts sum exactly to the total; left-over units go to the largest remainders."""
    units = to_units(total, scale)
    parts = [exact(weight) for weight in weights]
    places = max((-int(part.as_tuple().exponent) for part in parts), default=0)
    shares = [int(part.scaleb(max(places, 0), _EXACT)) for part in parts]
    whole = sum(shares)
    if whole <= 0 or min(shares) < 0:
        raise ValueError("Weights must not be negative, and at least one must be more than zero")
    sign = -1 if units < 0 else 1
    counted = [divmod(abs(units) * share, whole) for share in shares]
    left = abs(units) - sum(quotient for quotient, _ in counted)
    lucky = set(sorted(range(len(counted)), key=lambda place: -counted[place][1])[:left])
    return [from_units(sign * (quotient + (place in lucky)), scale) for place, (quotient, _) in enumerate(counted)]


def currency_digits(code: str) -> int:
    """Decimal places in which amounts of this currency are shown (storage always keeps two)."""
    if code.upper() in _WITHOUT_CENTS:
        return 0
    return 3 if code.upper() in _WITH_THOUSANDTHS else 2


def plain(value: Number, scale: int = MONEY) -> str:
    """Machine text such as 1134672.00: point, no grouping, always `scale` places."""
    return f"{round_half_up(value, scale):f}"


def spoken(amount: Number) -> str:
    """Renminbi in the capital numerals of invoices and contracts: 壹拾元零伍分."""
    import cn2an

    # cn2an drops the 零 for a whole empty group of ten thousands: 伍亿伍仟元 would be read as 550 million.
    return re.sub("亿(?=.仟[^万]*元)", "亿零", str(cn2an.an2cn(plain(amount), "rmb")))
