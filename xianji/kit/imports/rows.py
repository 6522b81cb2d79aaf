"""One record per row of the file, or per key: new ones, and known ones found by the key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.mapping import Mapping

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

BLOCK = 500


@dataclass
class Rows:
    """File rows and their records; `places` are the positions in the table."""

    table: Any
    numbers: list[int]
    places: list[int]
    records: list[Any] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        return iter(zip(self.numbers, self.records, strict=True))

    def is_known(self, record: Any) -> bool:
        return id(record) in self.known

    def series(self, header: str) -> Any:
        """The cells of a column for these rows."""
        column = self.table.rows[header]
        return column if len(self.places) == self.table.rows.height else column[self.places]


def arranged(resource: Any, table: Any, mapping: Mapping, made: "Plan") -> Rows:
    """Rows with their key told apart: repeated keys are one record where the file repeats itself on purpose."""
    numbers = table.numbers.to_list()
    key = key_header(resource, mapping)
    if key is None:
        rows = Rows(table, numbers, list(range(len(numbers))))
        rows.records = [resource.model() for _place in rows.places]
        made.new = list(rows.records)
        return rows
    texts = table.rows[key].to_list()
    rows = _distinct(table, mapping, made, key, texts, numbers)
    found = _by_key(resource, mapping, [texts[place] for place in rows.places])
    for place in rows.places:
        record = found.get(texts[place] or "")
        if record is not None and mapping.mode != "create":
            rows.known.add(id(record))
            made.known.append(record)
        elif mapping.mode == "update":
            message = _("is not known, and only known records are to be updated")
            made.findings.add(ERROR, "unknown_key", message, numbers[place], column=key, given=str(texts[place]))
            record = resource.model()
        else:
            if record is not None:
                message = _("exists already, and only new records are to be created")
                made.findings.add(ERROR, "known_key", message, numbers[place], column=key, given=str(texts[place]))
            record = resource.model()
            made.new.append(record)
        rows.records.append(record)
    return rows


def key_header(resource: Any, mapping: Mapping) -> str | None:
    """The column that tells records apart: the key said, else the resource's own if it is in the file."""
    return mapping.header_of(mapping.key or resource.natural_key) or mapping.header_of("external_ref")


def key_field(resource: Any, mapping: Mapping) -> str:
    if mapping.key:
        return mapping.key
    return resource.natural_key if mapping.header_of(resource.natural_key) else "external_ref"


def _distinct(table: Any, mapping: Mapping, made: "Plan", key: str, texts: list[Any], numbers: list[int]) -> Rows:
    first: dict[str, int] = {}
    places = []
    for place, text in enumerate(texts):
        if text is None:
            if not mapping.distinct:
                made.findings.add(ERROR, "no_key", _("has no key"), numbers[place], column=key)
            continue
        if text in first:
            if not mapping.distinct:
                told = {"row": numbers[first[text]]}
                made.findings.add(ERROR, "key_repeated", _("stands already in row %(row)s") % told, numbers[place],
                                  column=key, given=text)  # fmt: skip
            continue
        first[text] = place
        places.append(place)
    return Rows(table, [numbers[place] for place in places], places)


def _by_key(resource: Any, mapping: Mapping, texts: list[str]) -> dict[str, Any]:
    """Known records by key, among all rows: what one may not see must not be made twice."""
    name = key_field(resource, mapping)
    found = {}
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        for record in resource.model.unscoped.filter(deleted_at=None, **{f"{name}__in": block}):
            found[str(getattr(record, name))] = record
    return found
