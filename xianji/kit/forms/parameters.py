"""The dialog of a verb: its typed keyword arguments as form fields."""

import inspect
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_type_hints

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import DayField, FigureField, MomentField, control
from xianji.kit.forms.links import linked

NAMES = {
    "why": _("Why"), "note": _("Note"), "reason": _("Reason"), "to": _("To"), "on": _("Date"), "at": _("When"),
    "text": _("Text"), "until": _("Until"), "comment": _("Comment"), "counts": _("Quantities by line"),
    "planned_on": _("Planned for"), "place": _("Where in the order"), "size": _("Size"), "proof": _("Proof"),
    "because": _("Why"), "instead": _("What is done instead"), "reach": pgettext_lazy("exception", "For which cases"),
    "kinds": _("Kinds of records"), "successor": _("Successor"),
}  # fmt: skip
SENTENCES = {"why", "note", "reason", "text", "comment", "proof", "because", "instead", "progress"}
LONG = 300
"""From so many characters on a text has more than one line."""
SAID_TODAY = {
    "on", "accepted_on", "closed_on", "confirmed_on", "done_on", "happened_on", "issued_on", "left_on", "received_on",
    "settled_on", "shipped_on",
}  # fmt: skip
"""Days on which something happened: mostly the one on which it is said."""
DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
MOMENT = {"widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
TYPES: dict[Any, tuple[Any, dict[str, Any]]] = {
    bool: (forms.BooleanField, {}), int: (forms.IntegerField, {}), Decimal: (FigureField, {}),
    date: (DayField, DAY), datetime: (MomentField, MOMENT),
}  # fmt: skip


def dialog(action: Any, record: Any, posted: Any = None) -> KitForm:
    """A form for the verb's arguments; bound even when empty, so that a bare button press is valid."""
    hints = get_type_hints(action.body)
    fields = {name: parameter(action, name, hints.get(name, str), given) for name, given in action.parameters.items()}
    made = type("VerbForm", (KitForm,), fields)
    return made(posted) if posted is not None else made(initial=_first(action, record))


def parameter(action: Any, name: str, kind: Any, given: inspect.Parameter) -> forms.Field:
    """One argument; what is answered in a sentence has room for one."""
    made = plainly(action, name, kind, given)
    if type(made.widget) is forms.TextInput and (name in SENTENCES or (getattr(made, "max_length", None) or 0) >= LONG):
        made.widget = forms.Textarea({"rows": 3, **made.widget.attrs})
    return made


def plainly(action: Any, name: str, kind: Any, given: inspect.Parameter) -> forms.Field:
    """Like the model's field of the same name, else by its type."""
    model = action.model
    required = given.default is inspect.Parameter.empty
    if name in {f.name for f in model._meta.fields}:
        via = registry.resource_of(model).path if registry.has_resource(model) else ""
        return control(Column(model, name), via, required=required)
    label = label_of(action, name)
    plain = plain_type(kind)
    if isinstance(plain, type) and issubclass(plain, models.Model):
        return linked(plain, label=label, required=required)
    if isinstance(plain, type) and issubclass(plain, Enum):
        choices = getattr(plain, "choices", None) or [(one.value, one.name) for one in plain]
        usual = None if required else given.default
        offered = choices if required or usual is not None else [("", ""), *choices]
        return forms.ChoiceField(choices=offered, label=label, required=required, initial=usual)
    made, options = TYPES.get(plain, (forms.CharField, {}))
    return made(label=label, required=required and plain is not bool, **options)


def label_of(action: Any, name: str) -> Any:
    """What an argument is called: by what the chapter says for this verb, as the field of the same name, by a word of ours, or
    as the object that it asks for."""
    fields = {field.name: field.verbose_name for field in action.model._meta.fields}
    asked = plain_type(get_type_hints(action.body).get(name, str))
    kind = asked._meta.verbose_name if isinstance(asked, type) and issubclass(asked, models.Model) else None
    return registry.asks.get(f"{action.full_name}.{name}") or fields.get(name) or word_of(name, kind)


def word_of(name: str, kind: Any = None) -> Any:
    """What an argument is called by the kit, by the chapter that asks for it, as the object that it asks for, or as written."""
    return NAMES.get(name) or registry.asks.get(name) or kind or name.replace("_", " ").capitalize()


def plain_type(kind: Any) -> Any:
    """`date | None` is a date."""
    parts = [part for part in getattr(kind, "__args__", ()) if part is not type(None)]
    return parts[0] if len(parts) == 1 and not isinstance(kind, type) else kind


def _first(action: Any, record: Any) -> dict[str, Any]:
    """What the record holds; what the verb takes as usual where it holds nothing, which is today, or now, for what happened."""
    now = {"at": timezone.localtime()} | dict.fromkeys(SAID_TODAY, timezone.localdate())
    known = {name: now[name] for name, given in action.parameters.items() if name in now and given.default is None}
    held = {name: getattr(record, name, None) for name in action.parameters if hasattr(record, name) or name in known}
    usual = {name: given.default for name, given in action.parameters.items() if given.default is not inspect.Parameter.empty}
    usual |= known
    return {name: usual.get(name) if value is None else value for name, value in held.items()}
