"""What a record tells the index: title, subtitle, number and the tokens of its search fields, for many records at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import override

from xianji.kit import registry
from xianji.kit.columns import Column, UnknownColumn, title_field, title_told
from xianji.kit.fields import WordedField
from xianji.kit.merging.finding import former_numbers
from xianji.kit.said import MARK
from xianji.kit.search import words
from xianji.kit.search.places import place_tokens
from xianji.org import keys
from xianji.org.company.settled import company
from xianji.org.fields import EncryptedField
from xianji.org.prepared import Given, Question

ROOM = 200
NUMBERS = ("number", "code", "sku", "login")
Copied = dict[str, dict[int, str]]


class Row(NamedTuple):
    """What is stored for one record, in the order of the table's columns."""

    label: str
    record_id: int
    title: str
    subtitle: str
    number: str
    owner_id: int | None
    org_path: str
    tokens: str
    updated_at: datetime


@dataclass(frozen=True)
class Sources:
    """The columns of a kind that feed the index. Only title and names are also found by how they sound; `links` copy the
    title of another record, which is found so itself."""

    title: str
    number: str
    links: tuple[str, ...]
    subtitle: str
    names: tuple[str, ...]
    plain: tuple[str, ...]
    secret: tuple[str, ...]


@lru_cache(maxsize=1024)
def sources(model: Any) -> Sources:
    """From the resource's `search` list, in order of weight; guarded fields are left out."""
    resource = registry.resource_of(model)
    fields = {field.name: field for field in model._meta.concrete_fields}
    title = title_field(model)
    number = next((name for name in NUMBERS if name in fields and name != title), "")
    wanted = [name for name in resource.search or [title] if name.split("__")[0] not in resource.guarded]
    links = [name for name in wanted if isinstance(fields.get(name.split("__")[0]), models.ForeignKey)]
    subtitle = _subtitle(resource)
    secret = [name for name in wanted if isinstance(fields.get(name), EncryptedField)]
    others = [n for n in dict.fromkeys([*wanted, number]) if n and n not in {title, *links, *secret}]
    names = tuple(n for n in others if "name" in n.split("_"))
    plain = tuple(n for n in others if n not in names)
    return Sources(title, number, tuple(filter(None, dict.fromkeys([subtitle, *links]))), subtitle, names, plain, tuple(secret))


def says_the_same(row: Row, record: Any) -> bool:
    """Whether a stored row would be made so again: it lies where the record does, and nothing that it is made of has changed
    since the record was read. Titles of linked records that change are brought here by themselves."""
    lies = (record.owner_id, record.org_path) if record.owned else (None, "")
    loaded = getattr(record, "_loaded", {})
    model: Any = type(record)
    made_of = _columns(model)
    return (row.owner_id, row.org_path) == lies and all(
        name in loaded and loaded[name] == getattr(record, name) for name in made_of
    )


@lru_cache(maxsize=1024)
def _columns(model: Any) -> tuple[str, ...]:
    """The attributes from which a row is made."""
    fed = sources(model)
    links = [model._meta.get_field(path.split("__")[0]).attname for path in fed.links]
    return tuple(dict.fromkeys(name for name in [fed.title, fed.number, *links, *fed.plain, *fed.secret] if name))


def _subtitle(resource: Any) -> str:
    """The first link to a business object among the list's columns: a contact's customer."""
    for path in resource.shown:
        column = Column(resource.model, path)
        try:
            if column.kind == "link" and getattr(column.field.related_model, "owned", False) and "__" not in path:
                return path
        except UnknownColumn:
            continue
    return ""


def is_indexed(model: Any) -> bool:
    return registry.has_resource(model) and title_field(model) != "pk"


def rows(model: Any, records: list[Any], *, new: bool = False) -> list[Row]:
    """The index rows of records of one kind; one query for each link that is copied, and one for the numbers of records that
    were merged into these, where there can be such."""
    fed = sources(model)
    copied = {path: _titles(model, path, records) for path in fed.links}
    former = {} if new else former_numbers(registry.resource_of(model), [record.pk for record in records])
    row = _row_of(model, fed, copied, former)
    return [row(record) for record in records]


def texts(model: Any, name: str, value: Any) -> list[str]:
    """What is shown in words is found by those of every language."""
    field = model._meta.get_field(name)
    if not isinstance(field, WordedField) or (field.is_mixed and MARK not in value):
        return [str(value)]
    found = []
    for code, _language in settings.LANGUAGES:
        with override(code):
            found.append(field.told(value))
    return list(dict.fromkeys(found))


def kept(model: Any, title: str) -> str:
    """What stands in the row: a sentence of the program as such, so that it is read in every language; one that has no room
    there in that of the company."""
    if len(title) <= ROOM:
        return title
    with override(company().language):
        return title_told(model, title)[:ROOM]


def _titles(model: Any, path: str, records: Iterable[Any]) -> dict[int, str]:
    """{id of the linked record: its title or the named field}; records at hand are not read again."""
    link, _dunder, name = path.partition("__")
    field = model._meta.get_field(link)
    other = field.related_model
    name = name or title_field(other)
    ids = {getattr(record, field.attname) for record in records} - {None}
    at_hand = [one for record in records if (one := field.get_cached_value(record, None)) is not None]
    found = {one.pk: getattr(one, name) for one in at_hand if one.pk in ids and name not in one.get_deferred_fields()}
    if missing := ids - found.keys():
        found.update(_called(other, name, missing))
    return found


def _called(model: Any, name: str, ids: set[int]) -> list[tuple]:
    """(id, the named field) of stored records; a single one is what most writes need."""
    rows = getattr(model, "unscoped", model._base_manager)
    if len(ids) > 1:
        return list(rows.filter(pk__in=ids).values_list("pk", name))
    make = lambda: rows.filter(pk=Given("pk", model._meta.pk)).values_list("pk", name)  # noqa: E731
    return Question(("called", model, name), make, model).rows(pk=next(iter(ids)))


def _row_of(model: Any, fed: Sources, copied: Copied, former: dict[int, str]) -> Callable[[Any], Row]:
    label = model._meta.label_lower
    attnames = {path: model._meta.get_field(path.split("__")[0]).attname for path in fed.links}
    key = keys.keys()[-1] if fed.secret else b""

    def row(record: Any) -> Row:
        title = str(getattr(record, fed.title) or "")
        titles = texts(model, fed.title, title) if MARK in title else [title]
        owner_id = record.owner_id if record.owned else None
        path = record.org_path if record.owned else ""
        linked = {name: str(copied[name].get(getattr(record, attname)) or "") for name, attname in attnames.items()}
        found = [place_tokens(label, owner_id, path), *map(words.title_tokens, titles)]
        found += [words.name_tokens(value) for name in fed.names if (value := getattr(record, name))]
        others = [text for name in fed.plain if (value := getattr(record, name)) for text in texts(model, name, value)]
        found += map(words.plain_tokens, [*others, *filter(None, linked.values())])
        found += [words.secret_tokens(str(value), key) for name in fed.secret if (value := getattr(record, name))]
        if record.pk in former:
            found.append(words.plain_tokens(former[record.pk]))
        tokens = " ".join(dict.fromkeys(" ".join(found).split()))
        subtitle, number = linked.get(fed.subtitle, "")[:200], str(getattr(record, fed.number or "pk") or "")[:60]
        return Row(
            label, record.pk, kept(model, title) or f"#{record.pk}", subtitle, number if fed.number else "", owner_id, path,
            tokens, record.updated_at,
        )  # fmt: skip

    return row
