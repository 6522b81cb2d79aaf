"""What the screens of the journal show, and to whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.administration.journal.words import kind_told, reason_told, source_told, verb_told
from xianji.audit.digests import WORDS
from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.records import history
from xianji.kit.said import words
from xianji.lib import actor, whole
from xianji.org.scope import below
from xianji.org.users.finding import users_signing_in
from xianji.org.users.models import User

SEE = "administration.see_journal"
SEE_WHOLE = "administration.see_whole_journal"
ERASE = "administration.erase_values"
OWN = {
    "", User._meta.label_lower, "audit.entry", "org.company", "org.sequence", "rulebook.tableversion", "rulebook.parametervalue",
}  # fmt: skip
"""Entries about accounts, the company, its numbers, the rulebook and the journal itself; everybody who sees the whole journal
reads them."""
PAGE = 50
HIDDEN = "••••"


@dataclass
class Asked:
    """The filters of the list, as typed."""

    who: str = ""
    verb: str = ""
    object: str = ""
    record: str = ""
    batch: str = ""
    first: str = ""
    last: str = ""
    before: str = ""

    def rows(self) -> QuerySet:
        """Everything that matches and that the actor may see, newest first."""
        rows = open_entries()
        if self.who:
            rows = rows.filter(actor="system") if self.who == "system" else rows.filter(actor_id__in=named(self.who))
        for column, text in (("verb", self.verb), ("label", self.object), ("batch", self.batch)):
            rows = rows.filter(**{column: text}) if text else rows
        for column, text in (("record_id", self.record), ("id__lt", self.before)):
            rows = rows.filter(**{column: asked}) if (asked := whole.number(text)) is not None else rows
        for column, day in (("at__gte", moment(self.first, time.min)), ("at__lte", moment(self.last, time.max))):
            rows = rows.filter(**{column: day}) if day else rows
        return rows.order_by("-id")


def open_entries() -> QuerySet:
    """All of them, or what people of one's own unit and below did."""
    who = actor.current()
    if who.may(SEE_WHOLE):
        return Entry.objects.all()
    if not who.may(SEE) or not who.unit_path:
        return Entry.objects.none()
    near = User.objects.filter(below(who.unit_path, "person__org_path"))
    return Entry.objects.filter(actor_id__in=near.values("pk"))


def named(text: str) -> list[int]:
    """Accounts by login, number, mail address or a part of the name."""
    exact = [user.pk for user in users_signing_in(text)]
    return exact or list(User.objects.filter(Q(person__name__icontains=text)).values_list("pk", flat=True)[:100])


def moment(text: str, at: time) -> datetime | None:
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(text), at))
    except ValueError:
        return None


def page(asked: Asked) -> tuple[list[dict[str, Any]], int]:
    """(fifty entries, mark of the next page)."""
    found = list(asked.rows()[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else 0
    found = found[:PAGE]
    seen = visible(found)
    return [line(entry, (entry.label, entry.record_id) in seen) for entry in found], more


def visible(found: list[Entry]) -> set[tuple[str, int | None]]:
    """The records of these entries that the actor may see: whose title and values may be told. One query a kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    open_ones: set[tuple[str, int | None]] = set()
    for entry in found:
        if entry.label in OWN and actor.current().may(SEE_WHOLE):
            open_ones.add((entry.label, entry.record_id))
        elif entry.label in registry.resources and entry.record_id:
            ids[entry.label].add(entry.record_id)
    for label, wanted in ids.items():
        rows = registry.resource_of(label).model.objects.filter(pk__in=wanted)
        open_ones |= {(label, pk) for pk in rows.values_list("pk", flat=True)}
    return open_ones


def line(entry: Entry, is_open: bool) -> dict[str, Any]:
    """One entry; a record that the actor may not see is told by its kind and id alone."""
    title = entry.title if is_open else (f"#{entry.record_id}" if entry.record_id else "")
    return {
        "id": entry.pk, "at": entry.at, "who": _("the system") if entry.actor == "system" else entry.actor,
        "what": verb_told(entry.verb, entry.label), "kind": kind_told(entry.label) if entry.label else "",
        "title": title, "href": address(entry) if is_open else "", "reason": reason_of(entry) if is_open else "",
        "source": source_told(entry.source), "batch": entry.batch, "seq": entry.seq,
    }  # fmt: skip


def reason_of(entry: Entry) -> str:
    """The reason as people wrote it; what the program and sign-in write is told in the reader's language."""
    return reason_told(entry.reason) if entry.label == User._meta.label_lower else words(entry.reason)


def address(entry: Entry) -> str:
    """Where the record is shown."""
    if entry.label in registry.resources and entry.record_id:
        return registry.resource_of(entry.label).address(entry.record_id)
    return f"/administration/users/{entry.record_id}" if entry.label == User._meta.label_lower and entry.record_id else ""


def changes(entry: Entry, is_open: bool) -> list[dict[str, Any]]:
    """[{name, label, old, new, is_erased}]: names always, values as far as the actor may see the record and the field."""
    kept, erased = entry.changes, entry.erased
    columns = history.open_columns(apps.get_model(entry.label)) if entry.label in registry.resources else {}
    titles = history.titles_of([entry], columns)
    made = []
    places = {name: place for place, name in enumerate(columns)}
    for name in sorted(kept | erased, key=lambda name: places.get(name, len(places))):
        column = columns.get(name)
        told = {"name": name, "label": column.label if column else field_told(entry.label, name)}
        if name in erased:
            made.append({**told, "old": "", "new": _("(erased)"), "is_erased": True})
            continue
        old, new = kept[name][:2]
        if column and is_open:
            old, new = (history.written(column, value, titles) for value in (old, new))
        elif not (is_open and entry.label not in registry.resources) and not is_rights(entry):
            old, new = (HIDDEN if value not in (None, "") else "" for value in (old, new))
        made.append({**told, "old": old, "new": new, "is_erased": False})
    return made


def is_rights(entry: Entry) -> bool:
    """Changes of rights name permissions, not fields."""
    return entry.verb == "change_rights"


def field_told(label: str, name: str) -> Any:
    """The name of a field that has no column for this actor."""
    if name == WORDS:
        return _("Title and reason")
    try:
        fields = apps.get_model(label)._meta.concrete_fields
    except (LookupError, ValueError):
        return name
    return next((field.verbose_name for field in fields if field.attname == name), name)


def kinds() -> list[tuple[str, Any]]:
    """What can be filtered by: every kind of record, and accounts."""
    found = [(label, resource.plural) for label, resource in registry.resources.items()]
    return sorted([*found, (User._meta.label_lower, User._meta.verbose_name_plural)], key=lambda one: str(one[1]))
