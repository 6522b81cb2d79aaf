"""Keeping what is typed, finding it again, and letting go of it."""

import json
import re
from datetime import timedelta
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from xianji.kit.drafts.models import Draft
from xianji.kit.files import drafted
from xianji.lib import actor

MOST = 5
"""Drafts that one person may have of one form; the oldest goes."""
LARGEST = 200_000
"""Characters of one draft."""
DAYS = 30
KEY = re.compile(r"^[0-9a-f]{32}$")
NEVER = ("csrfmiddlewaretoken", "draft", "alike", "again", "all", "attached", "unattach")


def form_name(resource: Any, record: Any = None) -> str:
    return f"{resource.label}:{record.pk}" if record else resource.label


def key_of(asked: Any) -> str:
    """The key that a form was opened with, or one for a form that is opened now."""
    key = asked.get("draft", "")
    return key if KEY.match(key) else token_hex(16)


def keep(form: str, key: str, typed: QueryDict) -> bool:
    """Whether it could be kept: not where it is too long."""
    text = json.dumps({name: values for name, values in typed.lists() if name not in NEVER}, ensure_ascii=False)
    if len(text) > LARGEST or not KEY.match(key):
        return False
    Draft.objects.update_or_create(user_id=me(), form=form, key=key, defaults={"text": text, "kept_at": timezone.now()})
    older = Draft.objects.filter(user_id=me(), form=form).order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST:]
    if surplus := list(older):
        gone = Draft.objects.filter(pk__in=surplus)
        for each in gone.values_list("key", flat=True):
            drafted.forget(form, each)
        gone.delete()
    return True


def latest(form: str, but: str = "") -> Draft | None:
    """The one kept last, other than that of the form which asks."""
    return Draft.objects.filter(user_id=me(), form=form).exclude(key=but).order_by("-kept_at", "-pk").first()


def typed_in(form: str, key: str) -> QueryDict | None:
    """What was typed, as the form would send it."""
    draft = Draft.objects.filter(user_id=me(), form=form, key=key).first() if KEY.match(key) else None
    return QueryDict(urlencode(json.loads(draft.text), doseq=True)) if draft else None


def forget(form: str, key: str) -> None:
    """It was saved."""
    if KEY.match(key):
        Draft.objects.filter(user_id=me(), form=form, key=key).delete()


def drop(form: str, key: str) -> None:
    """It is not wanted, nor are its files."""
    forget(form, key)
    drafted.forget(form, key)


def forget_old() -> int:
    """Those that nobody came back to for a month, with their files."""
    drafted.forget_old(timezone.now() - timedelta(days=DAYS))
    return Draft.objects.filter(kept_at__lt=timezone.now() - timedelta(days=DAYS)).delete()[0]


def me() -> int:
    """Only people who have signed in type into forms."""
    return actor.current().user_id or 0
