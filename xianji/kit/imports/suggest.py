"""Guessing a mapping: remembered from last time, else from the headings in every language of the product."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.columns import title_field
from xianji.kit.imports.load import remembered
from xianji.kit.imports.mapping import HISTORY, Mapping, Target, allowed_fields
from xianji.kit.imports.reading import Table, read_table
from xianji.kit.imports.reading.mapping import Field, guess_mapping
from xianji.kit.refusals import Refused


def suggested(label: str, file_name: str, content: bytes | Path) -> Mapping:
    """The mapping to propose for a file."""
    if label not in registry.resources:
        raise Refused(_("There is no object “%(label)s”.") % {"label": label})
    return mapping_for(label, read_table(file_name, content))


def mapping_for(label: str, table: Table) -> Mapping:
    resource = registry.resource_of(label)
    if known := remembered(label, table):
        return known
    guessed = guess_mapping(table.columns, fields_of(resource))
    return Mapping(columns={header: Target(name) for header, (name, _sure) in guessed.items() if name})


def fields_of(resource: Any) -> list[Field]:
    """The importable fields with what they are called in each language; the title is also called like the thing."""
    made = []
    for name in sorted(allowed_fields(resource) - set(HISTORY) - set(resource.virtual)) + ["external_ref"]:
        labels, aliases = [], []
        for language, _title in settings.LANGUAGES:
            with translation.override(language):
                labels.append(str(resource.column(name).label))
                if name == title_field(resource.model):
                    aliases.append(str(resource.model._meta.verbose_name))
        made.append(Field(name, tuple(labels), tuple(aliases)))
    return made
