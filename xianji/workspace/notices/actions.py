"""What people do with their notices: read them, and say how they want to be told."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.audit.journal import Event, record
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.registry import CommonRight
from xianji.kit.webhooks import addresses
from xianji.lib import actor
from xianji.workspace.notices.models import Notice, Wishes

SETTLE = "workspace.notice.settle"
"""To say how everybody is told who has not said it."""
RIGHT = CommonRight(SETTLE, gettext_lazy("Settle how people are told"), {"ADM": "a"})
KEPT = ("modes", "digest_hour", "quiet_from", "quiet_to", "hook_url")


def mine() -> Any:
    """The reader's own, whoever asks."""
    return Notice.objects.filter(person=actor.current().person_id or 0)


def read(notices: Any) -> int:
    """How many were not read before; somebody who merely looks as another person changes nothing."""
    if actor.current().only_looks:
        return 0
    return notices.filter(read_at=None).update(read_at=timezone.now())


def settle_own(values: dict[str, Any]) -> str:
    """One's own wishes; the secret of a new address is told once, here."""
    person = actor.current().person_id
    if person is None:
        raise NotPermitted(_("Only people are told, and your account belongs to none."))
    with transaction.atomic():
        row = Wishes.objects.select_for_update().filter(person=person).first() or Wishes(person_id=person)
        secret = ""
        if values["hook_url"] and values["hook_url"] != row.hook_url:
            must_be_callable(values["hook_url"])
            secret = row.hook_secret = secrets.token_urlsafe(32)
        write(row, values, actor.current().name)
    return secret


def settle_company(values: dict[str, Any]) -> None:
    if not actor.current().may(SETTLE):
        raise NotPermitted(_("Only administrators settle how everybody is told."))
    with transaction.atomic():
        row = Wishes.objects.select_for_update().filter(is_default=True).first() or Wishes(is_default=True)
        write(row, {**values, "hook_url": ""}, str(_("Notices")))


def must_be_callable(url: str) -> None:
    try:
        addresses.read(url)
    except addresses.Closed as problem:
        raise Refused("", {"hook_url": [str(problem)]}) from problem


def write(row: Wishes, values: dict[str, Any], title: str) -> None:
    """Stored with its entry, where anything differs."""
    changes = {name: (told(getattr(row, name)), told(values[name])) for name in KEPT if getattr(row, name) != values[name]}
    if not changes and row.pk:
        return
    for name in KEPT:
        setattr(row, name, values[name])
    if not row.hook_url:
        row.hook_secret = ""
    row.save()
    record(Event("settle_notices", Wishes._meta.label_lower, row.pk, title, changes), source="web")


def told(value: Any) -> Any:
    return value if isinstance(value, dict | int) else str(value or "")
