"""Links to a record of any kind: `about_label` and `about_id`, named when a record is made and never changed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.api import reading
from xianji.kit.api.bodies import GREATEST, Part
from xianji.kit.refusals import Refused
from xianji.kit.resource import OWN, STAMPS

LABEL, ID = "_label", "_id"


def pointers(resource: Any) -> list[str]:
    """`about` for each pair of such columns."""
    fields = {field.name: field for field in resource.model._meta.concrete_fields}
    stems = [name.removesuffix(LABEL) for name in fields if name.endswith(LABEL)]
    return [stem for stem in stems if isinstance(fields.get(stem + ID), models.BigIntegerField)]


def parts(resource: Any) -> list[Part]:
    made = []
    for stem in pointers(resource):
        needed = not resource.model._meta.get_field(stem + ID).null
        told = {"type": "string", "maxLength": 80, "description": "The kind of record, such as sales.opportunity."}
        made.append(Part(stem + LABEL, lambda value: reading.text(value, 80), told, needed))
        made.append(Part(stem + ID, lambda value: reading.whole(value, 1, GREATEST),
                         {"type": "integer", "minimum": 1, "maximum": GREATEST}, needed))  # fmt: skip
    return made


def check(resource: Any, values: dict[str, Any]) -> None:
    """One may point only to what one sees; kind and id come together or not at all."""
    for stem in pointers(resource):
        if not values.keys() & {stem + LABEL, stem + ID}:
            continue
        label, pk = values.get(stem + LABEL, ""), values.get(stem + ID)
        if label not in registry.resources:
            raise Refused(fields={stem + LABEL: [_("There is no such kind of record.")]})
        if not registry.resource_of(label).model.objects.filter(pk=pk).exists():
            raise Refused(fields={stem + ID: [_("There is no such record.")]})


def is_creatable(resource: Any) -> bool:
    """Whether a body can hold all that a new record needs; else the chapter has a verb of its own for it."""
    pointed = {name + end for name in pointers(resource) for end in (LABEL, ID)}
    return not any(
        not (field.editable or field.null or field.has_default() or field.empty_strings_allowed or field.primary_key)
        for field in resource.model._meta.concrete_fields
        if field.name not in STAMPS | OWN | pointed
    )
