"""The dialog of a verb: its typed keyword arguments as form fields."""

import inspect
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_type_hints

from django import forms
from django.db import models

from xianji.kit.columns import Column
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import LinkField, control


def dialog(action: Any, record: Any, posted: Any = None) -> KitForm:
    """A form for the verb's arguments; bound even when empty, so that a bare button press is valid."""
    hints = get_type_hints(action.body)
    fields = {name: parameter(action.model, name, hints.get(name, str), given) for name, given in action.parameters.items()}
    made = type("VerbForm", (KitForm,), fields)
    return made(posted) if posted is not None else made(initial=_first(action, record))


def parameter(model: Any, name: str, kind: Any, given: inspect.Parameter) -> forms.Field:
    """One argument: like the model's field of the same name, else by its type."""
    required = given.default is inspect.Parameter.empty
    if name in {f.name for f in model._meta.fields}:
        return control(Column(model, name), required=required)
    label = name.replace("_", " ").capitalize()
    if isinstance(kind, type) and issubclass(kind, models.Model):
        return LinkField(_Target(kind), label=kind._meta.verbose_name, required=required)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return forms.ChoiceField(choices=kind.choices, label=label, required=required)  # type: ignore[attr-defined]
    types = {bool: forms.BooleanField, int: forms.IntegerField, Decimal: forms.DecimalField, date: forms.DateField,
             datetime: forms.DateTimeField}  # fmt: skip
    return types.get(kind, forms.CharField)(label=label, required=required and kind is not bool)


class _Target:
    """A link to a model that is no field of the record."""

    def __init__(self, model: Any) -> None:
        self.field = type("Field", (), {"related_model": model})


def _first(action: Any, record: Any) -> dict[str, Any]:
    return {name: getattr(record, name, None) for name in action.parameters if hasattr(record, name)}
