"""Form controls for the kit's kinds: links are found by typing, small look-ups are chosen from a list."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.fields import FixedPoint, MonthField
from xianji.kit.forms.links import LinkField
from xianji.kit.forms.picking import targets, within
from xianji.lib import years
from xianji.org.fields import EncryptedField

CLEARED = "-"


class SecretField(forms.CharField):
    """An encrypted value: shown masked, never sent back; empty keeps it, a dash removes it."""

    def __init__(self, masked: str = "", **options: Any) -> None:
        super().__init__(max_length=200, **{**options, "required": options.get("required", False) and not masked})
        self.masked = masked
        self.widget.attrs |= {"autocomplete": "off", **({"placeholder": masked} if masked else {})}
        if masked:
            self.help_text = _("Leave it empty to keep it; type - to remove it.")

    def prepare_value(self, value: Any) -> Any:
        return value if value and value != self.masked else ""


class FigureField(forms.DecimalField):
    """A figure as people type it: thousands commas and full-width digits are fine; shown without idle zeros."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "decimal"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else value
        return super().to_python(text.replace(",", "").replace("−", "-").strip() if isinstance(text, str) else text)


class RateInput(FigureField):
    """A part of a whole, shown in percent; 12% and 0.12 are the same."""

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * 100).normalize():f}%" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value
        if not isinstance(text, str) or not text.endswith("%"):
            return super().to_python(text)
        figure = super().to_python(text[:-1])
        return None if figure is None else figure.scaleb(-2)


def years_told(day: date) -> str:
    told = {"value": f"{day:%Y-%m-%d}".rjust(10, "0"), "first": years.FIRST}
    return _("“%(value)s” lies before %(first)s. Type all four digits of the year.") % told


def meant(day: Any) -> Any:
    """A year that is half typed is told, not stored."""
    if day is not None and not years.is_meant(day):
        raise forms.ValidationError(years_told(day), code="year")
    return day


class DayField(forms.DateField):
    """A day that people mean."""

    def to_python(self, value: Any) -> Any:
        return meant(super().to_python(value))


class MomentField(forms.DateTimeField):
    """A moment that people mean."""

    def to_python(self, value: Any) -> Any:
        return meant(super().to_python(value))


class MonthInput(DayField):
    """A month: chosen where the browser knows how, else typed as 2027-01; any day of it will do."""

    widget = forms.DateInput(attrs={"type": "month", "placeholder": "2027-01"}, format="%Y-%m")
    input_formats = ["%Y-%m", "%Y/%m", "%Y-%m-%d"]  # noqa: RUF012 — as Django names it
    default_error_messages = {"invalid": gettext_lazy("This must be a month such as 2027-01.")}  # noqa: RUF012

    def prepare_value(self, value: Any) -> Any:
        """Of a day in an address its month."""
        return value[:7] if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return found and found.replace(day=1)


def control(column: Column, via: str = "", **options: Any) -> forms.Field:
    """The form field of a column; `via` is the path of the resource whose form it stands in."""
    field = column.field
    options = {"label": column.label, "required": not (field.blank or field.has_default()), "help_text": field.help_text,
               **options}  # fmt: skip
    if column.is_link:
        model = field.related_model
        if registry.has_resource(model) and registry.resource_of(model).is_short:
            return forms.ModelChoiceField(within(column), empty_label="", **options)
        return LinkField(targets(column), f"{via}pick/{column.path}" if via else "", **options)
    if isinstance(field, EncryptedField):
        return SecretField(**options)
    if isinstance(field, FixedPoint):
        made = RateInput if column.kind == "rate" else FigureField
        return made(decimal_places=field.scale, max_digits=18, **options)
    if isinstance(field, MonthField):
        return MonthInput(**options)
    if column.kind == "date":
        return DayField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
    if column.kind == "moment":
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return MomentField(widget=widget, **options)
    if column.kind == "whole":
        made = field.formfield(**options)
        made.widget = forms.TextInput({"inputmode": "numeric"})
        return made
    if field.choices:
        empty = [("", "")] if field.blank or not (options["required"] or field.has_default()) else []
        blank = None if field.null else ""
        choices = [*empty, *field.flatchoices]
        return forms.TypedChoiceField(choices=choices, coerce=field.to_python, empty_value=blank, **options)
    if column.kind == "long":
        return field.formfield(widget=forms.Textarea({"rows": 3}), **options)
    if column.kind == "url":
        return field.formfield(assume_scheme="https", **options)
    return field.formfield(**({**options, "required": False} if column.kind == "yesno" else options))
