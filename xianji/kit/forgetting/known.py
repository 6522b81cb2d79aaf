"""What is known of somebody who is to be forgotten: by which words and numbers their traces are found."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from xianji.kit import registry
from xianji.org.fields import BlindIndex, EncryptedField, NumberField, PathField, dialled

GONE = "—"
"""What stands where a word was erased."""
SHORTEST = 6
"""Characters of a number or an address that tells one person from another anywhere in the company."""
NATIONAL = 11
"""Digits of a number without its country."""
KINDS = ("phone", "mail")
Pair = tuple[str, int]


@dataclass
class Known:
    """`marks` (numbers, addresses) are looked for everywhere, `names` only in what is about the person or beside them."""

    record: Any
    reason: str
    places: list[str] = field(default_factory=list)
    """Bytes on the disk that go when all is committed."""
    touched: set[Pair] = field(default_factory=set)
    """Other records from which something was erased."""
    gathered: Any = None
    """Where the marks occur, where that was read for many persons at once."""

    @property
    def pair(self) -> Pair:
        return self.record.label(), self.record.pk

    @cached_property
    def names(self) -> set[str]:
        """As on the person's card, else the title."""
        resource = registry.resource_of(type(self.record))
        word = str(getattr(self.record, resource.card.get("FN") or resource.title_name, "")).strip()
        return {word} if len(word) > 1 else set()

    @cached_property
    def marks(self) -> set[str]:
        found: set[str] = set()
        for one in self.record._meta.concrete_fields:
            value = getattr(self.record, one.attname)
            if isinstance(value, str) and value and is_mark(one):
                found |= written_ways(value.strip(), getattr(one, "kind", ""))
        return {mark for mark in found if len(mark) >= SHORTEST}

    def same_person(self) -> list[Any]:
        """Records that link to this one and carry one of its numbers or addresses: the lead that became the contact."""
        found = []
        for resource in registry.resources.values():
            for link in links_to(resource.model, type(self.record)):
                rows = resource.model.unscoped.filter(**{link: self.record.pk}) if has_marks(resource.model) else ()
                found += [row for row in rows if Known(row, self.reason).marks & self.marks]
        return found

    @property
    def words(self) -> set[str]:
        return self.names | self.marks

    @cached_property
    def above(self) -> set[Pair]:
        """What the person's record links to, such as the customer: its own names are not the person's."""
        links = [one for one in self.record._meta.concrete_fields
                 if isinstance(one, models.ForeignKey) and has_page(one.related_model)]  # fmt: skip
        pairs = ((one.related_model._meta.label_lower, getattr(self.record, one.attname)) for one in links)
        return {(label, pk) for label, pk in pairs if pk}

    @cached_property
    def beside(self) -> set[Pair]:
        """The person and the records that link to or from it: the customer, its deals."""
        found = {self.pair} | self.above
        for resource in registry.resources.values():
            for link in links_to(resource.model, type(self.record)):
                rows = resource.model.unscoped.filter(**{link: self.record.pk}).values_list("pk", flat=True)
                found |= {(resource.label, pk) for pk in rows}
        return found

    @cached_property
    def near(self) -> re.Pattern[str]:
        return finder(self.words)

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        return finder(self.marks)

    def occurs(self, text: str, *, near: bool = True) -> bool:
        return bool((self.near if near else self.anywhere).search(text))

    def cleaned(self, text: str, *, near: bool = True) -> str:
        """The text without numbers and addresses, near the person also without the name."""
        return (self.near if near else self.anywhere).sub(GONE, text)


def finder(words: set[str]) -> re.Pattern[str]:
    """Finds whole words: Ann is not in annual. Hanzi know no such borders."""
    ordered = sorted(words, key=len, reverse=True)
    bordered = (rf"(?<![A-Za-z0-9]){spelled(one)}(?![A-Za-z0-9])" if one.isascii() else re.escape(one) for one in ordered)
    return re.compile("|".join(bordered) or r"(?!)", re.IGNORECASE)


def spelled(word: str) -> str:
    """A number with whatever stands between its digits."""
    return r"[ .()-]?".join(word) if word.isdigit() else re.escape(word)


def written_ways(value: str, kind: str) -> set[str]:
    """A number is looked for as it was typed, as its digits, and as it is dialled."""
    if kind != "phone":
        return {value}
    digits = "".join(filter(str.isdigit, value))
    return {value, digits, digits[-NATIONAL:], dialled(value)}


def is_mark(field: Any) -> bool:
    return getattr(field, "kind", "") in KINDS or isinstance(field, models.EmailField)


def has_marks(model: Any) -> bool:
    return any(is_mark(field) for field in model._meta.concrete_fields)


def has_page(model: Any) -> bool:
    """A business record, other than the organisation itself."""
    return registry.has_resource(model) and model._meta.app_label != "org"


def links_to(model: Any, target: Any) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields
            if isinstance(one, models.ForeignKey) and one.related_model is target]  # fmt: skip


def text_fields(model: Any) -> list[str]:
    """The columns in which people write freely."""
    closed = (EncryptedField, NumberField, PathField, BlindIndex)
    return [one.attname for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField)
            and not isinstance(one, closed) and not one.choices]  # fmt: skip
