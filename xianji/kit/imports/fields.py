"""Filling the records of an import column by column: links, values, what is the same in every row."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.imports import cells, links
from xianji.kit.imports.findings import ERROR, MAPPED
from xianji.kit.imports.mapping import Target
from xianji.kit.imports.rows import Rows

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

PLACE = re.compile(r"\{([^{}]+)\}")


def fill(rows: Rows, made: "Plan") -> None:
    """Every mapped column, then the fixed values, then the owner's place."""
    asked: dict[str, Any] = {}
    for header, target in made.mapping.columns.items():
        if target.to in made.resource.virtual:
            continue
        column = made.resource.column(target.to)
        work = _link if column.is_link else _values
        try:
            work(rows, made, header, column, target, rows.series(header))
        except cells.DatesAmbiguous as question:
            asked |= question.columns
    if asked:
        raise cells.DatesAmbiguous(asked)
    for name, text in made.mapping.fixed.items():
        if name not in made.resource.virtual:
            _fixed(rows, made, name, text)
    _virtual(rows, made)
    _place(rows, made)


def _values(rows: Rows, made: "Plan", header: str, column: Column, target: Target, series: Any) -> None:
    read = cells.read(column, target, series)
    made.notes += read.notes
    given = series.to_list()
    _tell_mapped(rows, made, header, column, given, read.mapped)
    blank = "" if not column.field.null and getattr(column.field, "empty_strings_allowed", False) else None
    for place, (row, record) in enumerate(rows):
        if place in read.problems:
            code, message = read.problems[place]
            made.findings.add(ERROR, code, message, row, column=header, field=column.path, given=str(given[place]))
            continue
        value = read.values[place]
        if value is None and not column.field.null and column.field.has_default():
            continue
        setattr(record, column.field.attname, blank if value is None else value)


def _link(rows: Rows, made: "Plan", header: str, column: Column, target: Target, series: Any) -> None:
    model = column.field.related_model
    said: dict[str, str] = {}
    refused: dict[str, str] = {}
    if target.values:
        series, said = cells.translated(series, target.values)
    texts = {text for text in series.unique().to_list() if text is not None}
    where = column.field.get_limit_choices_to() or {}
    found = links.find(model, texts, target.by, where)
    if wanted := found.missing if target.create is not None else found.missing & set(target.adds):
        added, refused = links.create_missing(model, sorted(wanted), {**where, **(target.create or {})})
        found.ids |= added
        found.missing -= added.keys()
    inside = _inside(rows, made, model)
    given = rows.series(header).to_list()
    _tell_mapped(rows, made, header, column, given, {**said, **{t: m for t, m in found.mapped.items() if t not in said}})
    for place, ((row, record), text) in enumerate(zip(rows, series.to_list(), strict=True)):
        if text in found.missing and text in inside:
            made.later.append((record, column.path, text))
        elif text in found.missing or text in found.several:
            message = _("fits several records") if text in found.several else _("is not known")
            if text in refused:
                message = _("could not be added: %(why)s") % {"why": refused[text]}
            code = "several" if text in found.several else "unknown"
            made.findings.add(ERROR, code, message, row, column=header, field=column.path, given=str(given[place]))
        else:
            setattr(record, column.field.attname, found.ids.get(text) if text is not None else None)


def _inside(rows: Rows, made: "Plan", model: Any) -> set[str]:
    """Texts that this very file brings in, for links from a record to another of its kind."""
    if model is not made.resource.model:
        return set()
    headers = [made.mapping.header_of(name) for name in links.keys_of(model)]
    return {text for header in headers if header for text in rows.series(header).to_list() if text is not None}


def _tell_mapped(rows: Rows, made: "Plan", header: str, column: Column, given: list[Any], mapped: dict[str, str]) -> None:
    if not mapped:
        return
    message = _("was translated")
    for row, text in zip(rows.numbers, given, strict=True):
        if text in mapped:
            made.findings.add(MAPPED, "mapped", message, row, column=header, field=column.path, given=text,
                              became=str(column.choices.get(mapped[text], mapped[text])))  # fmt: skip


def _fixed(rows: Rows, made: "Plan", name: str, text: str) -> None:
    """The same text in every row, with {column} standing for a cell."""
    column = made.resource.column(name)
    headers = PLACE.findall(text)
    columns = {header: rows.series(header).to_list() for header in headers}
    known: dict[str, Any] = {}
    for place, (_row, record) in enumerate(rows):
        told = PLACE.sub(lambda found, at=place: columns[found[1]][at] or "", text) if headers else text  # type: ignore[misc]
        told = told.strip(" ·-/,")
        if column.is_link:
            if told not in known:
                known |= links.find(column.field.related_model, {told}).ids
            setattr(record, column.field.attname, known.get(told))
        else:
            setattr(record, column.field.attname, column.field.to_python(told))


def _virtual(rows: Rows, made: "Plan") -> None:
    """Columns that are no fields of the record are handed to the resource after loading."""
    asked = {target.to: header for header, target in made.mapping.columns.items() if target.to in made.resource.virtual}
    said = {name: text for name, text in made.mapping.fixed.items() if name in made.resource.virtual}
    if not asked and not said:
        return
    columns = {name: rows.series(header).to_list() for name, header in asked.items()}
    for place, (_row, record) in enumerate(rows):
        made.extras.append((record, {**said, **{name: cell[place] or "" for name, cell in columns.items()}}))


def _place(rows: Rows, made: "Plan") -> None:
    """Owner, and with it unit and path, as a single create would set them."""
    from xianji.kit import store
    from xianji.lib import actor

    model = made.resource.model
    if not model.owned:
        return
    who = actor.current()
    owners: dict[int | None, Any] = {}
    named = "owner" in made.mapping.fields
    for _row, record in rows:
        if record.owner_id is None and not named and record.pk is None:
            record.owner_id = who.person_id
        store.place(record, owners)
