"""What people do with tags and stars. A change of tags is a change of the record and stands in its journal; a star is a
person's own affair and does not."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record_many
from xianji.audit.journal import record as write
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.bulk.outcome import Outcome
from xianji.kit.marks.models import Star, Tag, Tagging
from xianji.kit.marks.words import MOST, read, written
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused, Sentence
from xianji.lib import actor
from xianji.org.among import Among

STARS = 500
"""Records of one kind that one person may star."""


def names_of(record: Any) -> list[str]:
    """The tags of a record, as they were given."""
    rows = Tagging.objects.filter(label=record.label(), record_id=record.pk).order_by("id")
    return list(rows.values_list("tag__name", flat=True))


def known(label: str, limit: int = 30) -> list[str]:
    """Tags that this kind of record has somewhere."""
    return list(Tag.objects.filter(label=label).order_by("name").values_list("name", flat=True)[:limit])


def settle(record: Any, text: str, *, source: str = "") -> list[str]:
    """Exactly these tags, and no others."""
    return _changed(record, lambda before: read(text), source)


def add(record: Any, text: str, *, source: str = "") -> list[str]:
    """These tags as well."""
    return _changed(record, lambda before: {**before, **read(text)}, source)


def add_many(rows: list[Any], text: str, *, source: str = "") -> Outcome:
    """These tags as well, for many locked records that the actor may change: the statements do not grow with them."""
    outcome, wanted, label = Outcome(), read(text), rows[0].label()
    links = Tagging.objects.filter(Among("record_id", [row.pk for row in rows]), label=label).order_by("id")
    before: dict[int, dict[str, str]] = {row.pk: {} for row in rows}
    for pk, key, name in links.values_list("record_id", "tag__key", "tag__name"):
        before[pk][key] = name
    for row in rows:
        if len({**before[row.pk], **wanted}) > MOST:
            outcome.refuse(row, too_many())
        elif wanted.keys() <= before[row.pk].keys():
            outcome.same.append(row)
        else:
            outcome.done.append(row)
    tags = _tags(label, wanted) if outcome.done else {}
    new = {row.pk: [key for key in wanted if key not in before[row.pk]] for row in outcome.done}
    Tagging.objects.bulk_create([Tagging(tag=tags[key], label=label, record_id=pk) for pk, keys in new.items() for key in keys])
    events = [Event("tag", label, row.pk, str(row), {"tags": (
        written(list(before[row.pk].values())),
        written([*before[row.pk].values(), *(tags[key].name for key in new[row.pk])]),
    )}) for row in outcome.done]  # fmt: skip
    record_many(events, source=source)
    return outcome


def too_many() -> Refused:
    return Refused("", {"tags": [Sentence.of("too_many", _("A record has at most %(most)s tags.") % {"most": MOST})]})


def _changed(record: Any, work: Any, source: str) -> list[str]:
    """The record is locked, so that two who tag it at once do not count past each other."""
    with store.whole():
        row = lock(record)
        if not Holding(row, actor.current()).may(f"{row.label()}.change"):
            raise NotPermitted(_("You may not change this record, so you cannot tag it."))
        links = Tagging.objects.filter(label=row.label(), record_id=row.pk).order_by("id")
        before = dict(links.values_list("tag__key", "tag__name"))
        wanted = work(before)
        if len(wanted) > MOST:
            raise too_many()
        if wanted.keys() == before.keys():
            return list(before.values())
        links.exclude(tag__key__in=wanted).delete()
        new = [key for key in wanted if key not in before]
        tags = _tags(row.label(), {key: wanted[key] for key in new})
        Tagging.objects.bulk_create([Tagging(tag=tags[key], label=row.label(), record_id=row.pk) for key in new])
        after = [before.get(key) or tags[key].name for key in wanted]
        told = (written(list(before.values())), written(after))
        write(Event("tag", row.label(), row.pk, str(row), {"tags": told}), source=source)
    return after


def _tags(label: str, names: dict[str, str]) -> dict[str, Tag]:
    """The words, made where nobody has used them yet."""
    made = [Tag(label=label, key=key, name=name) for key, name in names.items()]
    Tag.objects.bulk_create(made, ignore_conflicts=True)
    return {tag.key: tag for tag in Tag.objects.filter(label=label, key__in=names)}


def is_starred(record: Any) -> bool:
    user = actor.current().user_id
    return user is not None and Star.objects.filter(user=user, label=record.label(), record_id=record.pk).exists()


@transaction.atomic
def star(record: Any, wanted: bool) -> None:
    """Give the star, or take it back; asking twice changes nothing."""
    user = actor.current().user_id
    if user is None:
        raise NotPermitted(_("Only people have stars."))
    mine = Star.objects.filter(user=user, label=record.label())
    if not wanted:
        mine.filter(record_id=record.pk).delete()
        return
    if mine.exclude(record_id=record.pk)[:STARS].count() >= STARS:
        raise Refused(_("You have %(most)s stars here. Take one away before you give another.") % {"most": STARS})
    Star.objects.bulk_create([Star(user_id=user, label=record.label(), record_id=record.pk)], ignore_conflicts=True)
