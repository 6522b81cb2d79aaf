"""What a deed is given, as plain values that can wait, and back."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_type_hints

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.bulk.deeds import Deed
from xianji.kit.forms.parameters import label_of, plain_type
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import shown
from xianji.org.models import Person


def packed(values: dict[str, Any]) -> dict[str, Any]:
    """For JSON: links as ids, decimals and days as texts."""
    return {name: _plain(value) for name, value in values.items()}


def unpacked(resource: Any, deed: Deed, kept: dict[str, Any]) -> dict[str, Any]:
    """The same values again; a link that leads nowhere any more is refused."""
    fields = {field.name: field for field in resource.model._meta.concrete_fields}
    kinds: dict[str, Any] = {"to": Person} if deed.name == "hand_over" else {}
    if deed.action is not None:
        kinds = {name: plain_type(kind) for name, kind in get_type_hints(deed.action.body).items()}
    found = {}
    for name, value in kept.items():
        if name in fields and (deed.action is not None or deed.name == "change"):
            found[name] = _of_field(fields[name], value)
        else:
            found[name] = _of_kind(kinds.get(name, str), value)
    return found


def said(resource: Any, deed: Deed | None, kept: dict[str, Any]) -> list[tuple[Any, str]]:
    """[(what it is called, the value in words)] of what a deed was given, as far as that can still be told."""
    if deed is None:
        return []
    fields = {field.name: field for field in resource.model._meta.concrete_fields}
    try:
        values = unpacked(resource, deed, kept)
    except Refused:
        return []
    found = []
    for name, value in values.items():
        label = label_of(deed.action, name) if deed.action is not None else LABELS.get(name) or fields[name].verbose_name
        choices = dict(fields[name].flatchoices) if name in fields else {}
        found.append((label, str(choices.get(value, "")) or shown(value)))
    return found


LABELS = {"to": gettext_lazy("New owner"), "tags": gettext_lazy("Tags")}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _of_field(field: Any, value: Any) -> Any:
    if field.is_relation:
        return _linked(field.related_model, value)
    return field.to_python(value)


def _of_kind(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, type) and issubclass(kind, models.Model):
        return _linked(kind, value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value


def _linked(model: Any, pk: Any) -> Any:
    if pk is None:
        return None
    found = getattr(model, "unscoped", model._base_manager).filter(pk=pk).first()
    if found is None or getattr(found, "deleted_at", None):
        raise Refused(_("What was chosen is no longer there. Choose again."))
    return found
