"""Decoys: invented records that nobody has a reason to touch; who does has come for all of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.fields import NumberField
from xianji.org.records import Record


def kinds() -> list[tuple[str, Any]]:
    """The objects whose profiles are watched."""
    return [(label, resource.title) for label, resource in registry.resources.items() if resource.watched]


class Decoy(Record):
    """Marks a record by its number, and only for who keeps the system; left out of all figures."""

    number = NumberField(prefix="DY", verbose_name=_("Number"))
    kind = models.CharField(_("Object"), max_length=80, choices=kinds)
    record_number = models.CharField(
        _("Number of the record"), max_length=40, blank=True, help_text=_("Such as AC-000123; empty until the record is there."),
        validators=[RegexValidator(r"^[A-Z]+-[0-9-]+$", _("Write a number such as AC-000123."))],
    )  # fmt: skip
    note = models.CharField(_("Note"), max_length=200, blank=True)
    record_id = models.BigIntegerField("record id", null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Decoy")
        verbose_name_plural = _("Decoys")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id"], condition=models.Q(deleted_at=None), name="administration_decoy_once"
            )
        ]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """The number must be that of a record of the kind; whoever keeps decoys need not see it otherwise."""
        if not self.record_number:
            self.record_id = None
            return
        row = self.marked()
        if row is None:
            raise ValidationError({"record_number": _("There is no such record of this kind.")})
        if is_figured(row):
            raise ValidationError({"record_number": _("Deals or orders belong to this record, so it is not an invented one.")})
        self.record_id = row.pk

    def marked(self) -> Any:
        if self.kind not in registry.resources:
            return None
        return registry.resource_of(self.kind).model.unscoped.filter(number=self.record_number, deleted_at=None).first()


def is_figured(row: Any) -> bool:
    """Whether a figure would count something that belongs to it."""
    others = {metric.model for metric in registry.metrics.values()} - {type(row)}
    links = ((model, field.attname) for model in others for field in model._meta.concrete_fields
             if field.is_relation and field.related_model is type(row))  # fmt: skip
    return any(model.unscoped.filter(**{name: row.pk}, deleted_at=None).exists() for model, name in links)
