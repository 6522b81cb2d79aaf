"""What may be here already: records with the same key, and records whose name has the same words. Of those outside what one
may see nothing is told but that they exist and whom to ask, and this for a key alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry
from xianji.kit.columns import KEYS
from xianji.kit.fields import BlindIndex
from xianji.kit.forms.picking import title_of
from xianji.kit.merging.keeping import AT_ONCE, may_merge
from xianji.kit.records.finding import is_seen
from xianji.kit.search.ask import search
from xianji.lib import text as words

MOST = 5
SHORTEST = 2
"""Characters of a name that are worth a look."""
LEGAL_FORM = re.compile(
    r"(股份|有限|责任|責任|公司|集团|集團|\b(co|company|ltd|limited|inc|llc|corp|corporation|gmbh)\b)[.,\s]*", re.IGNORECASE
)


@dataclass
class Twin:
    """One record that may be the same."""

    pk: int
    title: str
    more: str
    href: str
    is_sure: bool
    """Has the same key or the same name."""


@dataclass
class Alike:
    """Up to five that one may see, and for each key that is taken elsewhere its label and whom to ask."""

    resource: Any
    twins: list[Twin] = field(default_factory=list)
    elsewhere: list[tuple[Any, str]] = field(default_factory=list)
    twice: str = ""
    """Those that are here more than once and may be merged, as an address names them."""

    def __bool__(self) -> bool:
        return bool(self.twins or self.elsewhere)

    @property
    def sure(self) -> str:
        """What somebody must have looked at before one more is made; the same text for the same finding."""
        pks = sorted(twin.pk for twin in self.twins if twin.is_sure)
        return ",".join([*map(str, pks), *(f"?{label}" for label, _who in self.elsewhere)])


def alike(resource: Any, values: dict[str, Any]) -> Alike:
    """What is alike to a new record with these values."""
    found = Alike(resource)
    for name in resource.alike:
        value = values.get(name)
        if isinstance(value, str) and (value := value.strip()):
            column = resource.column(name)
            for record in by_key(resource, name, value) or []:
                if is_seen(record):
                    found.twins.append(twin(resource, record))
                elif not any(label == column.label for label, _who in found.elsewhere):
                    found.elsewhere.append((column.label, resource.whom(record)))
            if by_key(resource, name, value) is None:
                found.twins.extend(by_words(resource, name, value))
    for finder in finders(resource):
        finder.find(values, found)
    found.twins = list({one.pk: one for one in sorted(found.twins, key=lambda one: one.is_sure)}.values())
    found.twins = sorted(found.twins, key=lambda one: not one.is_sure)[:MOST]
    sure = [str(one.pk) for one in found.twins if one.is_sure]
    found.twice = ",".join(sure[:AT_ONCE]) if len(sure) > 1 and may_merge(resource) else ""
    return found


def warnings(resource: Any, records: list[Any]) -> list[list[str]]:
    """For new records that no form asks about, of each the sentences to tell with it, one question for all."""
    told: list[list[str]] = [[] for _record in records]
    for finder in finders(resource) if records else ():
        for sentences, more in zip(told, finder.warn(records), strict=True):
            sentences += more
    return told


def finders(resource: Any) -> list[Any]:
    """What other objects of the chapter know of twins: given as `on = {Model: [finder]}` with `finds_twins`, `find(values,
    found)` for the form and `warn(records)` for the API and the import."""
    return [given for given in registry.given_to(resource.model) if getattr(given, "finds_twins", False)]


def by_key(resource: Any, name: str, value: str) -> Any:
    """Records of anybody with this very value; None where no index leads to it."""
    key = key_of(resource.model, name)
    if key is None:
        return None
    value = key.mark(value) if isinstance(key, BlindIndex) else value
    return resource.model.unscoped.filter(**{key.name: value}, deleted_at=None).order_by("pk")[:MOST]


def key_of(model: Any, name: str) -> Any:
    """The column by whose index a value is found: the field itself, or the fingerprint beside an encrypted one."""
    fields = model._meta.concrete_fields
    one: Any = next((f for f in fields if isinstance(f, BlindIndex) and f.of == name), model._meta.get_field(name))
    leads = any(index.fields[:1] == [one.name] and index.fields[1:2] != ["id"] for index in model._meta.indexes)
    return one if one.unique or one.db_index or leads else None


def by_words(resource: Any, name: str, value: str) -> Iterator[Twin]:
    """Records in scope that have these words; the form of a company is none of them."""
    core = LEGAL_FORM.sub(" ", value).strip() or value
    if len(core) < SHORTEST:
        return
    bare = words.bare(value)
    for hit in search(core, labels=[resource.label], limit=MOST):
        more = " · ".join(filter(None, [hit.subtitle, hit.number]))
        yield Twin(hit.record_id, hit.title, more, hit.href, name == resource.title_name and words.bare(hit.title) == bare)


def twin(resource: Any, record: Any) -> Twin:
    number = next((getattr(record, key, "") for key in KEYS if getattr(record, key, "")), "")
    return Twin(record.pk, title_of(record), number, resource.address(record.pk), is_sure=True)
