"""What a control found, as one text that each reader has in their own language: a day, a choice of a field, amounts, else
what it is."""

import re
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat

from xianji.kit.fields import MoneyField
from xianji.kit.web import writing
from xianji.lib import money

CHOICE = r"([a-z_]+\.[a-z_]+)\.([a-z_]+)=(.*)"
AMOUNTS = r"amounts=(-?\d{1,18})/(-?\d{1,18})"


def chosen(model: Any, name: str) -> Concat:
    """The choice that stands in this field; its name would say little to anybody."""
    return Concat(Value(f"{model._meta.label_lower}.{name}="), F(name), output_field=TextField())


def amounts(part: str, whole: str) -> Concat:
    """Of two sums in the smallest unit: how much of how much."""
    text = TextField()
    return Concat(Value("amounts="), Cast(part, text), Value("/"), Cast(whole, text), output_field=text)


def given_told(text: str) -> str:
    """People may have typed it, so what only looks like a day, a choice or amounts is told as it stands."""
    if sums := re.fullmatch(AMOUNTS, text):
        return " / ".join(writing.money(money.from_units(int(one), MoneyField.scale)) for one in sums.groups())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        on = parsed(text)
        return writing.day(on) if on else text
    choice = re.fullmatch(CHOICE, text)
    labels = labels_of(choice[1], choice[2]) if choice else {}
    return str(labels.get(choice[3], choice[3]) or "—") if choice and labels else text


def parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def labels_of(label: str, name: str) -> dict[Any, Any]:
    """Of the choices of a field; none where there is no such field."""
    try:
        field: Any = apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return {}
    return dict(getattr(field, "flatchoices", ()))
