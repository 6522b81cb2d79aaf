"""Telling people something, one or thousands at once: each person once for each key, whatever comes again."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from xianji.kit import outbox
from xianji.kit.said import Said
from xianji.org.models import Person
from xianji.workspace.notices import rules
from xianji.workspace.notices.models import Notice, kinds
from xianji.workspace.notices.wishes import Wish, wishes_of

SIZE = 500
LONGEST = 160
HOOK = "workspace.notice"


@dataclass(frozen=True)
class Word:
    """What one person is told: a message id with its values, or two of them for one and for several (`count` in values)."""

    person_id: int
    kind: str
    message: str
    values: dict[str, Any]
    key: str
    about: tuple[str, int] | None = None
    urgent: bool = False
    plural: str = ""
    text: str = ""


def tell(
    people: Iterable[Any], *, kind: str, message: str, values: dict[str, Any], key: str, about: Any = None,
    urgent: bool = False, plural: str = "", text: str = "",
) -> int:  # fmt: skip
    """The same to some people; `about` is a record. How many hear it for the first time."""
    record = (about.label(), about.pk) if about is not None else None
    ids = dict.fromkeys(getattr(one, "pk", one) for one in people)
    return tell_many([Word(person, kind, message, values, key, record, urgent, plural, text) for person in ids])


def tell_many(words: Iterable[Word]) -> int:
    """In the caller's transaction, in blocks; mails and calls follow once it is committed."""
    told = 0
    wanted = list({(word.person_id, word.key): word for word in words}.values())
    if not wanted:
        return 0
    must_be_known(wanted)
    with transaction.atomic():
        for start in range(0, len(wanted), SIZE):
            told += tell_block(wanted[start : start + SIZE])
        if told:
            transaction.on_commit(wake, robust=True)
    return told


def must_be_known(words: list[Word]) -> None:
    known = kinds()
    for word in words:
        if word.kind not in known:
            raise ValueError(f"Nobody declares the notice kind {word.kind!r}: it belongs into a chapter's notices.")
        if len(word.key) > LONGEST:
            raise ValueError(f"The key of a notice has at most {LONGEST} characters: {word.key!r}")


def tell_block(words: list[Word]) -> int:
    people = {word.person_id for word in words}
    there = set(Notice.objects.filter(person__in=people, key__in={word.key for word in words}).values_list("person", "key"))
    here = set(Person.unscoped.filter(pk__in=people, left_on=None, deleted_at=None).values_list("pk", flat=True))
    wishes, now = wishes_of(people), timezone.localtime()
    fresh = [word for word in words if (word.person_id, word.key) not in there and word.person_id in here
             and wishes[word.person_id].mode(word.kind) != rules.OFF]  # fmt: skip
    Notice.objects.bulk_create([made(word, wishes[word.person_id], now) for word in fresh], ignore_conflicts=True)
    call(fresh, wishes, now)
    return len(fresh)


def made(word: Word, wish: Wish, now: Any) -> Notice:
    label, pk = word.about or ("", None)
    return Notice(
        person_id=word.person_id, kind=word.kind, message=word.message, plural=word.plural, values=plain(word.values),
        text=word.text, about_label=label, about_id=pk, key=word.key, is_urgent=word.urgent, made_at=now,
        mail_at=wish.mail_due(word.kind, now, urgent=word.urgent),
    )  # fmt: skip


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers stay numbers, kept sentences are marked as such; everything else is told as text."""
    return {name: value if isinstance(value, int) else {"said": value} if isinstance(value, Said) else str(value)
            for name, value in values.items()}  # fmt: skip


def call(words: list[Word], wishes: dict[int, Wish], now: Any) -> None:
    """Promise a call to those who gave an address of their own."""
    for word in words:
        wish = wishes[word.person_id]
        if wish.has_hook:
            content = {"person": word.person_id, "key": word.key}
            due_at = wish.hook_due(now, urgent=word.urgent)
            mark = sha256(word.key.encode()).hexdigest()[:32]
            outbox.send(HOOK, content, f"{HOOK}:{word.person_id}:{mark}", due_at)


def wake() -> None:
    from xianji.workspace.notices.jobs import post_notices

    post_notices()


def ngettext_noop(one: str, several: str) -> tuple[str, str]:
    """Marks two message ids for translation: `message` and `plural` of a notice."""
    return one, several
