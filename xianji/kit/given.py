"""What a control found, as one text that each reader has in their own language: a day, a choice of a field, else what it is."""

import re
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat

from xianji.kit.web import writing

CHOICE = r"([a-z_]+\.[a-z_]+)\.([a-z_]+)=(.*)"


def chosen(model: Any, name: str) -> Concat:
    """The choice that stands in this field; its name would say little to anybody."""
    return Concat(Value(f"{model._meta.label_lower}.{name}="), F(name), output_field=TextField())


def given_told(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return writing.day(date.fromisoformat(text))
    choice = re.fullmatch(CHOICE, text)
    return label_of(*choice.groups()) if choice else text


def label_of(label: str, name: str, value: str) -> str:
    try:
        field: Any = apps.get_model(label)._meta.get_field(name)
    except LookupError:
        return value or "—"
    return str(dict(field.flatchoices).get(value, value) or "—")
