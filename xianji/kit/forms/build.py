"""The form of a resource, built from its sections for one actor."""

from typing import Any

from django import forms

from xianji.kit.forms.fields import control
from xianji.kit.refusals import Refused, Stale
from xianji.lib import actor


class KitForm(forms.Form):
    """A form that can show a refusal: rules beside their fields, conflicts with both values."""

    conflicts: dict[str, Any] = {}
    stale: Stale | None = None
    refusal: Refused | None = None

    def add_refusal(self, refusal: Refused) -> None:
        """Put each rule beside its field; what belongs to no field stands on top."""
        rest = dict(refusal.fields)
        for name in list(rest):
            if name in self.fields:
                self.add_error(name, rest.pop(name))
        for messages in rest.values():
            self.add_error(None, messages)
        if not refusal.fields:
            self.add_error(None, refusal.message)
        self.refusal = refusal
        if isinstance(refusal, Stale):
            self.stale = refusal


def form_of(resource: Any, record: Any = None, posted: Any = None, given: dict[str, Any] | None = None,
            names: list[str] | None = None) -> KitForm:  # fmt: skip
    """An unbound form shows the record or the values given in the address; a bound one checks what was posted."""
    columns = resource.open_to(actor.current(), names or resource.editable)
    fields = {column.path: control(column) for column in columns}
    made = type("ResourceForm", (KitForm,), fields)
    first: dict[str, Any] = {}
    for column in columns:
        value = getattr(record, column.field.attname) if record else column.field.get_default()
        first[column.path] = (given or {}).get(column.path, value)
        if column.is_link and isinstance(first[column.path], str) and first[column.path].isdigit():
            first[column.path] = int(first[column.path])
    return made(posted, initial=first)


def blocks(resource: Any, form: KitForm) -> list[dict[str, Any]]:
    """The form's fields under the resource's section titles."""
    made = []
    for title, names in resource.page_sections.items():
        fields = [form[name] for name in names if name in form.fields]
        if fields:
            made.append({"title": title, "fields": fields})
    return made
