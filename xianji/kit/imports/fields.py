"""Filling the records of an import column by column: links, values, what is the same in every row.

How a column is read is decided once, from the whole of it; what comes of that fills one part of the rows after the other.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.kit.columns import Column
from xianji.kit.imports import cells, links
from xianji.kit.imports.findings import ERROR, MAPPED
from xianji.kit.imports.mapping import Target
from xianji.kit.imports.rows import Part, Rows
from xianji.kit.said import typed
from xianji.lib import actor

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

PLACE = re.compile(r"\{([^{}]+)\}")
Fill = Callable[[Part], None]


def fillers(rows: Rows, made: "Plan") -> list[Fill]:
    """Every mapped column, then the fixed values, then the owner's place."""
    asked: dict[str, Any] = {}
    found: list[Fill] = []
    for header, target in made.mapping.columns.items():
        if target.to in made.resource.virtual:
            continue
        column = made.resource.column(target.to)
        work = _link if column.is_link else _values
        try:
            found.append(work(rows, made, header, column, target))
        except cells.DatesAmbiguous as question:
            asked |= question.columns
    if asked:
        raise cells.DatesAmbiguous(asked)
    fixed = {name: text for name, text in made.mapping.fixed.items() if name not in made.resource.virtual}
    found += [_fixed(made, name, text) for name, text in fixed.items()]
    if made.resource.virtual:
        found.append(_virtual(made))
    if made.resource.model.owned:
        found.append(_place(made))
    return found


def _values(rows: Rows, made: "Plan", header: str, column: Column, target: Target) -> Fill:
    reading = cells.reading(column, target, rows.frame[header])
    made.notes += reading.notes
    field = column.field
    attname = field.attname
    blank = "" if not field.null and getattr(field, "empty_strings_allowed", False) else None
    keeps_default = not field.null and field.has_default()

    def fill(part: Part) -> None:
        read = reading.read(part.of(reading.series))
        if read.problems or read.mapped or reading.mapped:
            given = part.frame[header].to_list()
            _tell_mapped(part, made, header, column, given, read.mapped | reading.mapped)
            for place, (code, message) in read.problems.items():
                told = {"column": header, "field": column.path, "given": str(given[place])}
                made.findings.add(ERROR, code, message, part.numbers[place], **told)
        for place, (record, value) in enumerate(zip(part.records, read.values, strict=True)):
            if value is not None:
                setattr(record, attname, typed(value, getattr(record, attname)) if column.is_said else value)
            elif not keeps_default and place not in read.problems:
                setattr(record, attname, blank)

    return fill


def _link(rows: Rows, made: "Plan", header: str, column: Column, target: Target) -> Fill:
    model = column.field.related_model
    attname = column.field.attname
    series = rows.frame[header]
    said: dict[str, str] = {}
    if target.values:
        series, said = cells.translated(series, target.values)
    found, refused = _meant(model, set(series.drop_nulls().unique().to_list()), column, target)
    inside = _inside(rows, made, model, found.missing)
    mapped = said | {text: meant for text, meant in found.mapped.items() if text not in said}

    def fill(part: Part) -> None:
        given = part.frame[header].to_list()
        _tell_mapped(part, made, header, column, given, mapped)
        ids = found.ids
        for place, (record, text) in enumerate(zip(part.records, part.of(series).to_list(), strict=True)):
            if text is None or text in ids:
                setattr(record, attname, ids[text] if text is not None else None)
                continue
            row = part.numbers[place]
            if text in inside:
                part.later.append((record, column.path, text, row, header))
                continue
            code, message = unknown(found, text, refused)
            made.findings.add(ERROR, code, message, row, column=header, field=column.path, given=str(given[place]))

    return fill


def _meant(model: Any, texts: set[str], column: Column, target: Target) -> tuple[links.Found, dict[str, str]]:
    """What the texts of a column stand for, missing ones added where that was asked for, and why some could not be."""
    refused: dict[str, str] = {}
    where = column.field.get_limit_choices_to() or {}
    found = links.find(model, texts, target.by, where)
    if wanted := found.missing if target.create is not None else found.missing & set(target.adds):
        added, refused = links.create_missing(model, sorted(wanted), {**where, **(target.create or {})})
        found.ids |= added
        found.missing -= added.keys()
    return found, refused


def unknown(found: links.Found, text: str, refused: dict[str, str]) -> tuple[str, str]:
    """Why a text stands for no record."""
    if text in found.several:
        return "several", _("fits several records")
    if text in refused:
        return "unknown", _("could not be added: %(why)s") % {"why": refused[text]}
    return "unknown", _("is not known")


def _inside(rows: Rows, made: "Plan", model: Any, missing: set[str]) -> set[str]:
    """Those of the missing texts that this very file brings in, for links from a record to another of its kind."""
    if model is not made.resource.model or not missing:
        return set()
    headers = [made.mapping.header_of(name) for name in links.keys_of(model)]
    return {text for header in headers if header for text in rows.frame[header].unique().to_list() if text in missing}


def _tell_mapped(part: Part, made: "Plan", header: str, column: Column, given: list[Any], mapped: dict[str, str]) -> None:
    if not mapped:
        return
    message = _("was translated")
    for row, text in zip(part.numbers, given, strict=True):
        if text in mapped:
            made.findings.add(MAPPED, "mapped", message, row, column=header, field=column.path, given=text,
                              became=str(column.choices.get(mapped[text], mapped[text])))  # fmt: skip


def _fixed(made: "Plan", name: str, text: str) -> Fill:
    """The same text in every row, with {column} standing for a cell."""
    column = made.resource.column(name)
    headers = PLACE.findall(text)
    known: dict[str, Any] = {}

    def meaning(told: str) -> Any:
        if told not in known:
            if column.is_link:
                known[told] = links.find(column.field.related_model, {told}).ids.get(told)
            else:
                known[told] = column.field.to_python(told)
        return known[told]

    def fill(part: Part) -> None:
        columns = {header: part.frame[header].to_list() for header in headers}
        if not column.is_link:
            known.clear()
        for place, record in enumerate(part.records):
            told = PLACE.sub(lambda found, at=place: columns[found[1]][at] or "", text) if headers else text  # type: ignore[misc]
            setattr(record, column.field.attname, meaning(told.strip(" ·-/,")))

    return fill


def _virtual(made: "Plan") -> Fill:
    """Columns that are no fields of the record are handed to the resource after loading."""
    asked = {target.to: header for header, target in made.mapping.columns.items() if target.to in made.resource.virtual}
    said = {name: text for name, text in made.mapping.fixed.items() if name in made.resource.virtual}

    def fill(part: Part) -> None:
        columns = {name: part.frame[header].to_list() for name, header in asked.items()}
        for place, record in enumerate(part.records):
            part.extras.append((record, {**said, **{name: cell[place] or "" for name, cell in columns.items()}}))

    return fill


def _place(made: "Plan") -> Fill:
    """Owner, and with it unit and path, as a single create would set them."""
    owners: store.Owners = {}
    named = "owner" in made.mapping.fields

    def fill(part: Part) -> None:
        if not named:
            who = actor.current()
            for record in part.new:
                if record.owner_id is None:
                    record.owner_id = who.person_id
        store.place_many(part.records, owners)

    return fill
