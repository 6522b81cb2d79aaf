"""Two people changed the same record: both values side by side, and the choice of each field carried into the next try."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import SecretField
from xianji.kit.lists.cells import Cell, maker

WAS, KEEP = "was.", "keep."


def with_choices(posted: QueryDict, shown: Callable[[], KitForm]) -> QueryDict:
    """What was posted, with the stored value wherever the person chose it; `shown` makes the unbound form of the record."""
    theirs = {key.removeprefix(KEEP) for key in posted if key.startswith(KEEP) and posted[key] == "theirs"}
    if not theirs:
        return posted
    chosen, form = posted.copy(), shown()
    for name in theirs & form.fields.keys():
        chosen[name] = written(form, name)
    return chosen


def written(form: KitForm, name: str) -> str:
    """A field's value as its control writes it."""
    bound = form[name]
    value = bound.field.prepare_value(bound.initial)
    if isinstance(value, bool):
        return "on" if value else ""
    if hasattr(value, "pk"):
        value = value.pk
    made = bound.field.widget.format_value(value)
    return "" if made is None else str(made[0] if isinstance(made, list) and made else made)


def conflicts(resource: Any, form: KitForm, record: Any) -> list[dict[str, Any]]:
    """[{name, label, mine, theirs, keep}] for every field that differs; one that I left alone keeps their value."""
    found = []
    for name, field in form.fields.items():
        mine, theirs = form.cleaned_data.get(name), getattr(record, name)
        if isinstance(field, SecretField) or mine == theirs or (mine in (None, "") and theirs in (None, "")):
            continue
        touched = form.data.get(WAS + name) is None or form.data.get(WAS + name) != form.data.get(name, "")
        keep = form.data.get(KEEP + name) or ("mine" if touched else "theirs")
        found.append({"name": name, "label": field.label, "keep": keep, "mine": cell(resource, name, mine),
                      "theirs": cell(resource, name, theirs)})  # fmt: skip
    return found


def cell(resource: Any, name: str, value: Any) -> Cell:
    column = resource.column(name)
    make = maker(column)
    return make(value.pk, str(value)) if hasattr(value, "pk") else make(None, "") if column.is_link else make(value)
