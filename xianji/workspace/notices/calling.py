"""Notices to an address that a person gave: signed as webhooks are, tried again by the outbox."""

import json
import time
from typing import Any

from django.utils import translation

from xianji.kit import outbox
from xianji.kit.webhooks import sending
from xianji.org.company.settled import company
from xianji.org.models import User
from xianji.workspace.notices.models import Notice, Wishes
from xianji.workspace.notices.posting import address
from xianji.workspace.notices.telling import HOOK


class NotTaken(Exception):
    """The other side did not say yes; the outbox tries again."""


@outbox.receiver(HOOK, is_slow=True)
def carry(content: dict[str, Any], key: str) -> None:
    """One notice; nothing where the notice or the address is gone."""
    notice = Notice.objects.filter(person=content["person"], key=content["key"]).first()
    wishes = Wishes.objects.filter(person=content["person"]).exclude(hook_url="").first()
    account = User.objects.filter(person=content["person"], is_active=True).first()
    if notice is None or wishes is None or account is None:
        return
    with translation.override(account.language or company().language):
        body = json.dumps(told(notice), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json", "User-Agent": "Xianji-Notice/1", "Xianji-Event": f"notice-{notice.pk}",
        "Xianji-Signature": sending.signature(wishes.hook_secret, int(time.time()), body),
    }  # fmt: skip
    answer = sending.post(wishes.hook_url, body, headers)
    if not answer.is_good:
        raise NotTaken(f"{answer.status}")


def told(notice: Notice) -> dict[str, Any]:
    about = {"object": notice.about_label, "record_id": notice.about_id} if notice.about_id else None
    return {
        "id": notice.pk, "at": notice.made_at.isoformat(), "kind": notice.kind, "urgent": notice.is_urgent,
        "told": notice.told, "text": notice.text, "about": about, "address": address(notice),
    }  # fmt: skip
