"""`make(Opportunity, amount=5)`: a valid, stored record of any kind; links are made as needed."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models

from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.fields import FixedPoint
from xianji.kit.resource import STAMPS
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

_serial = count(1)


def make(model: Any, **values: Any) -> Any:
    """Store a record with these values; every other required field gets a plausible one."""
    with actor.acting(actor.current_or_none() or SYSTEM):
        return store.create(build(model, **values))


def build(model: Any, **values: Any) -> Any:
    """The same, not stored."""
    record = model()
    for field in model._meta.concrete_fields:
        if field.name in values or field.attname in values or field.name in STAMPS or field.primary_key:
            continue
        if not (field.editable or is_pairing(field)) or field.blank or field.has_default():
            continue
        setattr(record, field.name, plausible(field))
    if hasattr(record, "about_label") and "about_id" not in values:
        record.about_label, record.about_id = Customer.label(), make(Customer, **_owner(values)).pk
    for name, value in values.items():
        setattr(record, name, value)
    alternatives = getattr(model, "one_of", ())
    if alternatives and all(getattr(record, f"{name}_id") is None for name in alternatives):
        setattr(record, alternatives[0], plausible(model._meta.get_field(alternatives[0])))
    return record


def is_pairing(field: models.Field) -> bool:
    """Whether it is a link of a joint key: nobody types it, and no record is without it."""
    keys = [one.fields for one in field.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return field.is_relation and not field.null and any(field.name in key for key in keys)


def _owner(values: dict[str, Any]) -> dict[str, Any]:
    """What stands on a record's page has its owner."""
    return {name: values[name] for name in ("owner", "owner_id") if name in values}


def plausible(field: models.Field) -> Any:
    """A value that the field accepts; texts are unique."""
    serial = next(_serial)
    if isinstance(field, models.ForeignKey):
        return make(field.related_model)
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, FixedPoint) and field.scale >= 6:
        return Decimal(serial % 89 + 1) / 1000
    if isinstance(field, FixedPoint | models.IntegerField):
        return serial
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.DateTimeField | models.DateField):
        from django.utils import timezone

        return timezone.now() if isinstance(field, models.DateTimeField) else timezone.localdate()
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.URLField):
        return f"https://example.com/{serial}"
    text = f"{field.name} {serial}"
    return text[-field.max_length :].strip() if getattr(field, "max_length", None) else text
