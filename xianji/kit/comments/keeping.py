"""What people do with comments: each in one transaction, with its entry in the record's journal."""

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.comments.mentions import mentions_in, must_see
from xianji.kit.comments.models import Comment
from xianji.kit.comments.notices import notify
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor

LONGEST = 5_000
UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def comment(record: Any, text: str, *, source: str = "") -> Comment:
    """Whoever may see a record may say something about it, under a name of their own."""
    said, who = worded(text), actor.current()
    if who.person_id is None:
        raise NotPermitted(_("Only people comment, and your account belongs to none."))
    with store.whole():
        row = lock(record)
        must_see_it(row)
        found = mentions_in(said)
        accounts = must_see(row, found)
        made = Comment.objects.create(
            label=row.label(), record_id=row.pk, text=said, named=[one.word for one in found], made_by_id=who.person_id
        )
        told("comment", row, (None, said), source)
        notify(made, row, accounts.values())
    return made


def edit(record: Any, one: Comment, text: str, *, source: str = "") -> None:
    """One's own words only; those who are mentioned anew are told."""
    said = worded(text)
    with store.whole():
        row, before = mine(record, one)
        found = mentions_in(said)
        accounts = must_see(row, found)
        if said == before.text:
            return
        old, before.text, before.named = before.text, said, [each.word for each in found]
        before.edited_at = timezone.now()
        before.save(update_fields=["text", "named", "edited_at"])
        told("edit_comment", row, (old, said), source)
        notify(before, row, accounts.values())


def delete(record: Any, one: Comment, *, source: str = "") -> None:
    """To the trash, from where its author can take it back."""
    with store.whole():
        row, before = mine(record, one)
        if before.deleted_at is None:
            Comment.objects.filter(pk=before.pk).update(deleted_at=timezone.now())
            told("delete_comment", row, (before.text, None), source)


def restore(record: Any, one: Comment, *, source: str = "") -> None:
    with store.whole():
        row, before = mine(record, one)
        if before.deleted_at is not None:
            Comment.objects.filter(pk=before.pk).update(deleted_at=None)
            told("restore_comment", row, (None, before.text), source)


def comments_of(record: Any) -> Any:
    """Those that are there, the newest first."""
    return Comment.objects.filter(label=record.label(), record_id=record.pk, deleted_at=None).order_by("-id")


def is_mine(one: Comment) -> bool:
    person = actor.current().person_id
    return person is not None and one.made_by_id == person


def mine(record: Any, one: Comment) -> tuple[Any, Comment]:
    """The record and the comment as they stand now, both locked; refused to everybody but its author."""
    row = lock(record)
    must_see_it(row)
    before = Comment.objects.select_for_update().get(pk=one.pk)
    if not is_mine(before):
        raise NotPermitted(_("Only the author can change or delete a comment."))
    return row, before


def must_see_it(record: Any) -> None:
    permission = f"{record.label()}.view"
    if not Holding(record, actor.current()).may(permission):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": permission})


def worded(text: str) -> str:
    """Without signs that are not seen; refused when nothing or too much is left."""
    said = UNSEEN.sub("", text.replace("\r\n", "\n").replace("＠", "@")).strip()
    if not said:
        raise Refused("", {"text": [_("Write something first.")]})
    if len(said) > LONGEST:
        count = {"count": f"{len(said):,}", "most": f"{LONGEST:,}"}
        raise Refused("", {"text": [_("These are %(count)s characters; a comment has at most %(most)s.") % count]})
    return said


def told(verb: str, record: Any, change: tuple[Any, Any], source: str) -> None:
    write(Event(verb, record.label(), record.pk, str(record), {"comment": change}), source=source)
