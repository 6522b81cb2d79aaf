"""Values as a file carries them: figures stay figures, texts can never become formulas."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.lists.cells import HIDDEN
from xianji.lib.text import mask_email, mask_phone

STARTS = tuple("=+-@\t\r\n＝＋－＠")
Write = Callable[[Any], Any]


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(STARTS) else text


def yes_or_no(value: bool | None) -> str | None:
    return None if value is None else _("Yes") if value else _("No")


def writer(column: Column, machine: bool = False) -> Write:
    """How a stored value is written: in words for people, as stored for a machine that reads it back. A kept sentence is in
    words for both."""
    kind = column.kind
    if kind in {"choice", "state"} and not machine:
        names = {value: str(label) for value, label in column.choices.items()}
        return lambda value: names.get(value, value)
    if column.is_said or (column.told and kind != "date" and not machine):
        return lambda value: column.told(value) if value else value
    if kind == "yesno":
        return (lambda value: value) if machine else yes_or_no
    if kind == "phone":
        return lambda value: mask_phone(value) if value else None
    if kind == "mail":
        return lambda value: mask_email(value) if value else None
    if kind == "secret":
        return lambda value: HIDDEN if value else None
    if kind == "moment":
        return lambda value: timezone.localtime(value).replace(tzinfo=None, microsecond=0) if value else None
    return lambda value: value


def path_of(column: Column, machine: bool = False) -> str:
    """The value path to read: of a link its title, for a machine the key by which it is found again."""
    if not column.is_link:
        return column.path
    target = column.field.related_model
    if machine and registry.has_resource(target):
        key = registry.resource_of(target).natural_key
        if key != "external_ref":
            return f"{column.path}__{key}"
    return column.values[1]


def as_text(value: Any) -> Any:
    """For CSV: what is no figure becomes harmless text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return harmless(value) if isinstance(value, str) else value
