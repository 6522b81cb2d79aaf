"""The form of a resource, built from its sections for one actor."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xianji.kit.columns import VEILED, Column
from xianji.kit.fields import FixedPoint
from xianji.kit.forms.fields import CLEARED, SecretField, control
from xianji.kit.forms.links import LinkField
from xianji.kit.lists.cells import maker
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Refused, Stale
from xianji.lib import actor, whole


class KitForm(forms.Form):
    """A form that can show a refusal: rules beside their fields, conflicts with both values."""

    stale: Stale | None = None
    refusal: Refused | None = None
    alike: Any = None
    """What may be here already."""
    is_doubted = False
    """Whether somebody has to look at that before it is saved."""
    depends: dict[str, str] = {}
    """Links that must agree with the field beside them: a contact with its customer."""
    stands: dict[str, Any] = {}
    """What stands in a field that was left empty and cannot be: no tax is a tax of nothing."""

    def __init__(self, posted: Any = None, fields: dict[str, forms.Field] | None = None, **options: Any) -> None:
        """With fields of its own, made for this one form; those of a class are copied by Django."""
        super().__init__(posted, **options)
        self.fields.update(fields or {})

    def over(self) -> "KitForm":
        """In a dialog: its fields have ids of their own, as the page below may ask for fields of the same names."""
        self.auto_id = "over_%s"
        return self

    def clean(self) -> dict[str, Any]:
        for name, value in self.stands.items():
            if name in self.cleaned_data and self.cleaned_data[name] is None:
                self.cleaned_data[name] = value
        for name, beside in self.depends.items():
            link, other = self.cleaned_data.get(name), self.cleaned_data.get(beside)
            if link is None or other is None or getattr(link, f"{beside}_id") == other.pk:
                continue
            if self.has_changed() and {name, beside} & {*self.changed_data}:
                words = _("“%(link)s” belongs to another record in “%(field)s”. Choose one that goes with “%(other)s”.")
                told = {"link": link, "field": self.fields[beside].label, "other": other}
                self.add_error(name, words % told)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What is to be written: an encrypted field left empty stays as it is."""
        found = dict(self.cleaned_data)
        for name, field in self.fields.items():
            if isinstance(field, SecretField) and field.masked:
                if not found.get(name):
                    found.pop(name, None)
                elif found[name] == CLEARED:
                    found[name] = ""
        return found

    def add_refusal(self, refusal: Refused) -> None:
        """Put each rule beside its field; what belongs to no field stands on top."""
        self.refusal = refusal
        if isinstance(refusal, Stale):
            self.stale = refusal
            return
        rest = dict(refusal.fields)
        for name in list(rest):
            if name in self.fields:
                self.add_error(name, rest.pop(name))
        for messages in rest.values():
            self.add_error(None, messages)
        if not refusal.fields:
            self.add_error(None, refusal.message)

    @property
    def is_refused(self) -> bool:
        return self.is_bound and bool(self.errors or self.stale or self.is_doubted)

    @property
    def status(self) -> int:
        """The answer's status: 200, or that of the refusal; 422 when a rule of the form itself is broken."""
        return 200 if not self.is_refused else self.refusal.status if self.refusal else 422


def form_of(resource: Any, record: Any = None, posted: Any = None, given: dict[str, Any] | None = None,
            names: list[str] | None = None) -> KitForm:  # fmt: skip
    """An unbound form shows the record or the values given in the address; a bound one checks what was posted. The owner
    of a stored record is offered only to those who may hand it over."""
    columns = resource.open_to(actor.current(), names or resource.editable)
    if record is not None and record.pk and not Holding(record, actor.current()).may(resource.permission("hand_over")):
        columns = [column for column in columns if column.path != "owner"]
    fields = {column.path: field_of(column, record, resource) for column in columns}
    first = {column.path: first_value(column, record, given or {}) for column in columns}
    form = KitForm(posted, fields, initial=first)
    form.stands = stands_of(columns)
    form.depends = {name: beside for name, beside in resource.depends.items() if name in fields and beside in fields}
    return form


def stands_of(columns: list[Column]) -> dict[str, Any]:
    """An empty number is the one that the object begins with."""
    return {
        column.path: column.field.get_default() for column in columns
        if isinstance(column.field, FixedPoint) and column.field.has_default() and not column.field.null
    }  # fmt: skip


def field_of(column: Column, record: Any, resource: Any) -> forms.Field:
    """The control of a column; it knows the link and the masked value that stand there now."""
    via = resource.path
    if column.kind in VEILED and record is not None and getattr(record, column.path):
        made = control(column, via)
        return SecretField(maker(column)(getattr(record, column.path))[1], label=made.label, required=made.required)
    beside = {"beside": resource.depends[column.path]} if column.path in resource.depends else {}
    field = control(column, via, **beside)
    if isinstance(field, LinkField) and record is not None:
        field.kept = getattr(record, column.path)
    elif column.path == "owner":
        field.widget.attrs["placeholder"] = actor.current().name
    return field


def first_value(column: Column, record: Any, given: dict[str, Any]) -> Any:
    if column.path in given:
        value = given[column.path]
        pk = whole.number(value) if column.is_link else None
        return value if pk is None else pk
    if record is None:
        return column.field.get_default()
    value = getattr(record, column.path) if column.kind not in VEILED else ""
    return column.told(value) if column.is_said and value else value


def blocks(resource: Any, form: KitForm) -> list[dict[str, Any]]:
    """The form's fields under the resource's section titles."""
    made = []
    for title, names in resource.page_sections.items():
        fields = [form[name] for name in names if name in form.fields]
        if fields:
            made.append({"title": title, "fields": fields})
    return made
