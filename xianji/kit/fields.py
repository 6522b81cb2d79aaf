"""Fixed-point columns: exact on both databases, refused wherever a figure would silently be wrong."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Avg, StdDev, Variance
from django.forms import DecimalField
from django.utils.formats import date_format
from django.utils.functional import cached_property

from xianji.kit.said import MARK, told, words
from xianji.lib import money
from xianji.org.fields import BlindIndex, EncryptedField, NumberField, PathField

__all__ = [
    "BlindIndex", "EncryptedField", "FactorField", "MoneyField", "MonthField", "NumberField", "PathField", "PriceField",
    "QuantityField", "RateField", "SaidField", "ScaleMismatch", "WordedField",
]  # fmt: skip


class LongestTyped(MaxLengthValidator):
    """Of what people type; a sentence of the program is as long as its words are in each language."""

    def clean(self, x: Any) -> int:
        return 0 if MARK in x and words(x) != x else len(x)


class WordedField(models.CharField):
    """A name that the program uses, shown in words: `words` gives those of a name, or nothing where it knows none. Where
    people write as well, theirs are no longer than `typed`."""

    def __init__(
        self, *args: Any, words: Callable[[str], Any] | None = None, typed: int | None = None, **options: Any
    ) -> None:
        self.words, self.typed = words, typed
        super().__init__(*args, **options)
        if typed:
            self.validators.append(LongestTyped(typed))

    def formfield(self, **options: Any) -> Any:
        """No more can be typed; what the program said in more words may stay."""
        made: Any = super().formfield(**options)
        if self.typed:
            made.widget.attrs["maxlength"] = f"{self.typed}"
        return made

    @property
    def is_said(self) -> bool:
        """Whether its values are kept sentences rather than names."""
        return self.words in (told, words)

    @property
    def is_mixed(self) -> bool:
        """Whether people write there as well: only what is marked is a sentence."""
        return self.words is words

    def deconstruct(self) -> Any:
        """To the database it is a text."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def told(self, value: str) -> str:
        return str((self.words and self.words(value)) or value)


class SaidField(models.TextField):
    """Words of people, or a sentence of the program that is kept with its values: `kit.said.sentence`."""

    def deconstruct(self) -> Any:
        """To the database it is a text."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    is_said = True

    def told(self, value: str) -> str:
        return words(value)


class MonthField(models.DateField):
    """A month of the calendar, kept as its first day: whatever day of it is given, also 2027-01, is that one."""

    def deconstruct(self) -> Any:
        """To the database it is a day."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.DateField", args, options

    def to_python(self, value: Any) -> Any:
        return super().to_python(f"{value}-01" if isinstance(value, str) and MONTH.fullmatch(value) else value)

    def clean(self, value: Any, model_instance: Any) -> Any:
        found = super().clean(value, model_instance)
        return found and found.replace(day=1)

    def told(self, value: date | str) -> str:
        """As the reader's language writes a month; also from the text of the journal."""
        return date_format(self.to_python(value), "YEAR_MONTH_FORMAT")


MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


class ScaleMismatch(TypeError):
    """Figures of different scales were compared, or a column was averaged without its scale."""


class FixedPoint(models.Field):
    """A decimal with a fixed number of digits, kept as a whole number of its smallest unit."""

    scale = 2
    kind = "number"
    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def db_check(self, connection: Any) -> str | None:
        if connection.vendor == "sqlite":
            return f"typeof(\"{self.column}\") IN ('integer', 'null')"
        return None

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            return money.from_units(money.to_units(value, self.scale), self.scale)
        except (TypeError, ValueError, ArithmeticError) as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    @cached_property
    def _get_default(self) -> Any:
        """A default is a figure of this scale, as it is when read back: the journal of many says what that of one says."""
        given = super()._get_default  # type: ignore[misc]
        if not self.has_default() or callable(self.default):
            return given
        figure = self.to_python(given())
        return lambda: figure

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        if isinstance(expression, Avg | StdDev | Variance):
            raise ScaleMismatch(f"{type(expression).__name__} of {self.name}: use money.avg, which carries the scale.")
        if value is None:
            return None
        if isinstance(value, float) or value != int(value):
            raise ScaleMismatch(f"{self.name} came back as {value!r}, not as whole units.")
        return money.from_units(int(value), self.scale)

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return money.to_units(value, self.scale)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """An expression may be stored only if it is a column of the same scale: F + 1 would add a cent."""
        if hasattr(value, "resolve_expression") and getattr(value.output_field, "scale", None) != self.scale:
            raise ScaleMismatch(f"{self.name} is set from an expression of another scale; use lib.money.")
        return "%s"

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def get_lookup(self, name: str) -> Any:
        found = super().get_lookup(name)
        return _of_one_scale(found) if found is not None and name in COMPARISONS else found

    def get_transform(self, name: str) -> Any:
        raise ScaleMismatch(f"{self.name} has no transform {name!r}.")

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": DecimalField, "decimal_places": self.scale, "max_digits": 18, **options})


COMPARISONS = {"exact", "gt", "gte", "lt", "lte", "in", "range"}
_checked: dict[type, type] = {}


def _of_one_scale(lookup: type) -> type:
    """The lookup, refusing an expression whose column has another scale."""
    if lookup not in _checked:

        def get_prep_lookup(self: Any) -> Any:
            other = getattr(self.rhs, "output_field", None)
            if other is not None and getattr(other, "scale", None) != self.lhs.output_field.scale:
                raise ScaleMismatch(f"{self.lhs.output_field.name} is compared with another scale; use lib.money.")
            return lookup.get_prep_lookup(self)  # type: ignore[attr-defined]

        _checked[lookup] = type(lookup.__name__, (lookup,), {"get_prep_lookup": get_prep_lookup})
    return _checked[lookup]


class MoneyField(FixedPoint):
    """An amount with 2 decimals, in the currency the record names or else in base currency."""

    kind = "money"


class PriceField(FixedPoint):
    """A unit price with 4 decimals."""

    scale, kind = 4, "price"


class QuantityField(FixedPoint):
    """A quantity with 4 decimals, in the unit of measure the record names."""

    scale, kind = 4, "quantity"


class RateField(FixedPoint):
    """A fraction with 6 decimals: 0.125000 is 12.5 %."""

    scale, kind = 6, "rate"


class FactorField(FixedPoint):
    """A plain factor with 6 decimals, such as an exchange rate: 7.02, never a percentage."""

    scale, kind = 6, "number"
