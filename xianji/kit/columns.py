"""A column: one field of a resource as it is shown, filtered, sorted, exchanged."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from xianji.kit.fields import FixedPoint, MonthField, SaidField, WordedField
from xianji.org.fields import EncryptedField

VEILED = frozenset({"phone", "mail", "secret"})
"""Kinds of encrypted values: masked wherever they are shown, in clear one at a time and noted."""
UNSORTED = {"link", "person", "long", "json", *VEILED}
KEYS = ("number", "code", "sku", "login")
"""Fields by which a record is told from others of its name."""
TITLES = ("name", "title", "legal_name", "subject", "number", "code", "login")


def title_field(model: Any) -> str:
    """The field by which a record is called: the model's own `titled`, else name, title, number…"""
    return _title_field(model)


@cache
def _title_field(model: Any) -> str:
    if own := getattr(model, "titled", ""):
        return own
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in TITLES if name in names), "pk")


class UnknownColumn(ValueError):
    """A resource names a field that its model does not have."""


def title_told(model: Any, value: Any) -> str:
    """How a record is called that was read without itself: a title that the program gave is told in the language of now."""
    field: Any = None if (name := title_field(model)) == "pk" else model._meta.get_field(name)
    return str(field.told(value) if value and getattr(field, "is_said", False) else value)


@dataclass(frozen=True)
class Column:
    """A field by its path, `amount` or `customer__size_class`, seen from a model."""

    model: Any
    path: str
    guard: str = ""

    @cached_property
    def field(self) -> Any:
        model = self.model
        field: Any = None
        for part in self.path.split("__"):
            try:
                field = model._meta.get_field(part)
            except FieldDoesNotExist as problem:
                raise UnknownColumn(f"{self.model._meta.label} has no field {self.path!r}") from problem
            model = field.related_model or model
        return field

    @cached_property
    def label(self) -> Any:
        return self.field.verbose_name

    @property
    def name(self) -> str:
        return self.path

    @cached_property
    def kind(self) -> str:
        """What it is to a reader: text, long, money, date, choice, state, link, person …"""
        field = self.field
        if isinstance(field, models.ForeignKey):
            return "person" if field.related_model._meta.label == "org.Person" else "link"
        if isinstance(field, EncryptedField):
            return field.kind if field.kind in VEILED else "secret"
        if isinstance(field, FixedPoint):
            return field.kind
        if field.choices:
            return "state" if field.name in {"state", "stage"} else "choice"
        for kind, types in KINDS:
            if isinstance(field, types):
                return kind
        return "text"

    @property
    def is_link(self) -> bool:
        return self.kind in {"link", "person"}

    @property
    def is_number(self) -> bool:
        return self.kind in {"money", "price", "quantity", "rate", "whole", "number"}

    @property
    def is_sortable(self) -> bool:
        return self.kind not in UNSORTED and "__" not in self.path

    @cached_property
    def values(self) -> tuple[str, ...]:
        """What the list query must fetch for it: a link needs its id and its title."""
        if self.is_link:
            return self.path + "_id", f"{self.path}__{title_field(self.field.related_model)}"
        return (self.path,)

    @cached_property
    def told(self) -> Any:
        """How its values are put in words, where they are names of the program or months."""
        return self.field.told if isinstance(self.field, WordedField | SaidField | MonthField) else None

    @property
    def is_said(self) -> bool:
        """Whether it holds kept sentences, beside words of people or alone."""
        return getattr(self.field, "is_said", False)

    @cached_property
    def choices(self) -> dict[Any, Any]:
        return dict(self.field.flatchoices)


@lru_cache(maxsize=4096)
def column(model: Any, path: str, guard: str = "") -> Column:
    """The same column for the same words: what is known of it is found out once."""
    return Column(model, path, guard)


KINDS: tuple[tuple[str, Any], ...] = (
    ("moment", models.DateTimeField),
    ("date", models.DateField),
    ("yesno", models.BooleanField),
    ("email", models.EmailField),
    ("url", models.URLField),
    ("whole", models.IntegerField),
    ("json", models.JSONField),
    ("long", models.TextField),
)
