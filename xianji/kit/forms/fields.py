"""Form controls for the kit's kinds: links are found by typing, small look-ups are chosen from a list."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.columns import Column, title_field
from xianji.kit.fields import FixedPoint
from xianji.org.fields import EncryptedField

SHORT = 30


class LinkField(forms.Field):
    """A link typed as number, name or #id; several candidates are offered as a choice."""

    widget = forms.TextInput

    def __init__(self, column: Column, **options: Any) -> None:
        self.column, self.model = column, column.field.related_model
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """An id is shown as the record's title."""
        if isinstance(value, int):
            row = self.model.unscoped.filter(pk=value).first()
            return str(row) if row else ""
        return value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        rows = self.model.objects.all()
        if text.startswith("#") and text[1:].isdigit():
            found = list(rows.filter(pk=int(text[1:]))[:2])
        else:
            names = {title_field(self.model), *({"number", "code"} & {f.name for f in self.model._meta.fields})}
            condition = models.Q()
            for name in names:
                condition |= models.Q(**{name: text})
            found = list(rows.filter(condition)[:20])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("There is no “%(text)s” here. Type a name or number that exists.") % {"text": text})
        offered = ", ".join(f"{row} (#{row.pk})" for row in found[:8])
        raise forms.ValidationError(_("“%(text)s” fits several: %(offered)s. Type # and the id.")
                                    % {"text": text, "offered": offered})  # fmt: skip


def control(column: Column, **options: Any) -> forms.Field:
    """The form field of a column."""
    field = column.field
    options = {"label": column.label, "required": not (field.blank or field.has_default()), "help_text": field.help_text,
               **options}  # fmt: skip
    if column.is_link:
        model = field.related_model
        if registry.has_resource(model) and registry.resource_of(model).is_short:
            return forms.ModelChoiceField(model.objects.all()[:200], empty_label="", **options)
        return LinkField(column, **options)
    if isinstance(field, EncryptedField):
        return forms.CharField(max_length=200, **options)
    if isinstance(field, FixedPoint):
        return forms.DecimalField(decimal_places=field.scale, max_digits=18, **options)
    if column.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
    if column.kind == "moment":
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return forms.DateTimeField(widget=widget, **options)
    return field.formfield(**({**options, "required": False} if column.kind == "yesno" else options))
