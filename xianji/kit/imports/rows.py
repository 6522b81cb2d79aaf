"""One record per row of the file, or per key: new ones, and known ones found by the key; made part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import TextField
from django.db.models.fields import CharField
from django.utils.translation import gettext as _

from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.mapping import Mapping
from xianji.org.among import Among

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

PART = 5_000
"""Rows that are records at the same time: memory depends on this, not on the file."""
Later = tuple[Any, str, str, int, str]


@dataclass
class Part:
    """Some rows of the file and their records; `start` is where they begin among the chosen rows."""

    frame: Any
    start: int
    numbers: list[int]
    records: list[Any] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    known: list[Any] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    """(record, link, text, row, column): links to settle when every row has its id."""
    extras: list[tuple[Any, dict[str, str]]] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        return iter(zip(self.numbers, self.records, strict=True))

    def is_known(self, record: Any) -> bool:
        return record.pk is not None

    def of(self, series: Any) -> Any:
        """The cells of a whole column that belong to these rows."""
        return series.slice(self.start, len(self.numbers))


@dataclass
class Rows:
    """The rows that become records, and the column that tells them apart."""

    frame: Any
    numbers: Any
    key: str | None = None

    def parts(self) -> Iterator[Part]:
        for start in range(0, self.frame.height, PART):
            yield Part(self.frame.slice(start, PART), start, self.numbers.slice(start, PART).to_list())


def chosen(resource: Any, table: Any, mapping: Mapping, made: "Plan") -> Rows:
    """Rows with their key told apart: repeated keys are one record where the file repeats itself on purpose."""
    key = key_header(resource, mapping)
    if key is None:
        return Rows(table.rows, table.numbers)
    texts = table.rows[key].str.strip_chars()
    first = texts.is_first_distinct() & texts.is_not_null()
    if first.all():
        return Rows(table.rows, table.numbers, key)
    if not mapping.distinct:
        _tell_keys(table, key, texts, first, made)
    return Rows(table.rows.filter(first), table.numbers.filter(first), key)


def _tell_keys(table: Any, key: str, texts: Any, first: Any, made: "Plan") -> None:
    """Rows without a key, and rows whose key stands in an earlier one."""
    for row in table.numbers.filter(texts.is_null()).to_list():
        made.findings.add(ERROR, "no_key", _("has no key"), row, column=key)
    again = ~first & texts.is_not_null()
    repeated = first & texts.is_in(texts.filter(again).unique().implode())
    stands = dict(zip(texts.filter(repeated).to_list(), table.numbers.filter(repeated).to_list(), strict=True))
    for text, row in zip(texts.filter(again).to_list(), table.numbers.filter(again).to_list(), strict=True):
        message = _("stands already in row %(row)s") % {"row": stands[text]}
        made.findings.add(ERROR, "key_repeated", message, row, column=key, given=text)


def arrange(part: Part, rows: Rows, made: "Plan", blank: Callable[[], Any]) -> None:
    """The record of each row: the known one with its key, else a new one."""
    if rows.key is None:
        part.records = part.new = [blank() for _number in part.numbers]
        return
    mapping, key = made.mapping, rows.key
    texts = part.frame[key].str.strip_chars().to_list()
    found = by_key(made.resource, mapping, texts)
    for number, text in zip(part.numbers, texts, strict=True):
        record = found.get(text)
        if record is not None and mapping.mode != "create":
            part.known.append(record)
        elif mapping.mode == "update":
            message = _("is not known, and only known records are to be updated")
            made.findings.add(ERROR, "unknown_key", message, number, column=key, given=text)
            record = blank()
        else:
            if record is not None:
                message = _("exists already, and only new records are to be created")
                made.findings.add(ERROR, "known_key", message, number, column=key, given=text)
            record = blank()
            part.new.append(record)
        part.records.append(record)


def key_header(resource: Any, mapping: Mapping) -> str | None:
    """The column that tells records apart: the key said, else the resource's own if it is in the file."""
    return mapping.header_of(mapping.key or resource.natural_key) or mapping.header_of("external_ref")


def key_field(resource: Any, mapping: Mapping) -> str:
    if mapping.key:
        return mapping.key
    return resource.natural_key if mapping.header_of(resource.natural_key) else "external_ref"


def by_key(resource: Any, mapping: Mapping, texts: list[str]) -> dict[str, Any]:
    """Known records by key, among all rows: what one may not see must not be made twice."""
    name = key_field(resource, mapping)
    rows = resource.model.unscoped.filter(Among(name, texts), deleted_at=None, **together(resource.model, name, mapping))
    rows = filled(rows, name)
    return {str(getattr(record, name)): record for record in rows}


def together(model: Any, name: str, mapping: Mapping) -> dict[str, str]:
    """What else must agree where a key is one only beside other fields, as a code in its dictionary, and these are the same in
    every row."""
    for one in model._meta.constraints:
        fields = set(getattr(one, "fields", ()))
        rest = {other for other in fields - {name} if not model._meta.get_field(other).is_relation}
        if {name, *rest} == fields and rest and rest <= mapping.fixed.keys():
            return {other: mapping.fixed[other] for other in sorted(rest)}
    return {}


def filled(rows: Any, name: str) -> Any:
    """Without blank texts, said so that an index over the filled ones alone can answer."""
    path = name.split("__")
    if len(path) > 1 or not isinstance(rows.model._meta.get_field(name), CharField | TextField):
        return rows
    return rows.exclude(**{name: ""})
