"""Whose data went abroad since the first of January: each person once, and what the law asks at that number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from xianji.approval.requests.holders import candidates
from xianji.approval.requests.rules import role
from xianji.customers.contacts.models import Contact
from xianji.customers.leads.models import Lead
from xianji.customers.processors.models import SentAbroad
from xianji.kit import ports
from xianji.kit.exports.order import Order
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.shipped.privacy import ABROAD
from xianji.rulebook.tables.deciding import Answer, decide
from xianji.workspace.notices.telling import ngettext_noop

PERSONS = (Contact, Lead)
TABLE, WARN, NOTHING = "abroad.duties", "abroad.warn", "none"
NOTICE = "abroad"
BLOCK = 2_000
MESSAGE, PLURAL = ngettext_noop(
    "The data of %(count)s person went abroad in %(year)s. The law asks, or soon asks, for: %(duty)s.",
    "The data of %(count)s persons went abroad in %(year)s. The law asks, or soon asks, for: %(duty)s.",
)


@dataclass(frozen=True)
class Year:
    """How many persons, those with sensitive data among them; what the law asks now, and what at the number that is warned of."""

    year: int
    persons: int
    sensitive: int
    now: Answer
    soon: Answer

    @property
    def duty(self) -> str:
        return duty_told(self.now)

    @property
    def duty_soon(self) -> str:
        """Empty where it is what is asked already."""
        return duty_told(self.soon) if self.soon["duty"] != self.now["duty"] else ""


def duty_told(answer: Answer) -> str:
    label = ABROAD[answer["duty"]]
    return gettext(label)


def year_of(day: date) -> Year:
    """One statement."""
    found = SentAbroad.objects.filter(year=day.year).aggregate(all=Count("pk"), grave=Count("pk", filter=Q(is_sensitive=True)))
    near, counts = value(WARN, day), (found["all"], found["grave"])
    persons, sensitive = (ceil(count / near) for count in counts)
    now = decide(TABLE, day, persons=counts[0], sensitive=counts[1])
    return Year(day.year, *counts, now, decide(TABLE, day, persons=persons, sensitive=sensitive))


def count(export: Any, wanted: Order) -> None:
    """Called when a file for somebody is fetched: whom it names, where that is abroad; the legal officers hear in time."""
    if not export.is_abroad:
        return
    today, chosen = timezone.localdate(), wanted.selection()
    is_sensitive = any(column.guard for column in chosen.columns)
    for label, ids in persons_of(chosen):
        add(today.year, label, ids, export.recipient_id, is_sensitive=is_sensitive)
    warn(year_of(today))


def persons_of(chosen: Any) -> Iterator[tuple[str, list[int]]]:
    """(label, ids) in blocks: the rows themselves, or the persons that a column links to or tells of."""
    model, rows = chosen.query.resource.model, chosen.found().order_by()
    ways = {"pk": model} if model in PERSONS else {}
    links = {field.name: field for field in model._meta.concrete_fields if field.is_relation and field.related_model in PERSONS}
    for column in chosen.columns:
        if (link := links.get(column.path.split("__")[0])) is not None:
            ways[link.attname] = link.related_model
    for name, person in ways.items():
        block: list[int] = []
        for pk in rows.exclude(**{name: None}).values_list(name, flat=True).iterator(BLOCK):
            block.append(pk)
            if len(block) == BLOCK:
                yield person.label(), block
                block = []
        if block:
            yield person.label(), block


def add(year: int, label: str, ids: list[int], processor_id: int, *, is_sensitive: bool) -> None:
    """Who is counted already stays counted once, as sensitive where anything of this year was."""
    made = [SentAbroad(year=year, label=label, record_id=pk, is_sensitive=is_sensitive, processor_id=processor_id)
            for pk in dict.fromkeys(ids)]  # fmt: skip
    SentAbroad.objects.bulk_create(made, ignore_conflicts=True)
    if is_sensitive:
        SentAbroad.objects.filter(year=year, label=label, record_id__in=ids).update(is_sensitive=True)


def warn(year: Year) -> None:
    """Once in a year for each duty."""
    if year.soon["duty"] == NOTHING:
        return
    ports.tell(
        candidates(role("LEG")), kind=NOTICE, message=MESSAGE, plural=PLURAL, key=f"{NOTICE}:{year.year}:{year.soon['duty']}",
        values={"count": year.persons, "year": year.year, "duty": duty_told(year.soon)}, urgent=True,
    )  # fmt: skip
