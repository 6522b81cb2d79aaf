"""The Idempotency-Key: however often and however concurrently a request comes, it has one effect and one answer."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.api.errors import KeyReused, Malformed
from xianji.kit.api.models import IdempotentAnswer
from xianji.kit.api.versions import told_outside

KEPT = timedelta(hours=24)
LONGEST = 200
HEADERS = ("Location", "ETag")


def once(request: HttpRequest, user: Any, work: Callable[[], HttpResponse]) -> HttpResponse:
    """Do the work, or give the answer it had; what was refused had no effect and may be tried again."""
    key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
    if not key:
        return work()
    if len(key) > LONGEST or not key.isprintable():
        raise Malformed(_("The Idempotency-Key must be at most %(most)s printable characters.") % {"most": LONGEST})
    digest = fingerprint(request)
    with transaction.atomic():
        claimed = claim(user, key, digest)
        if isinstance(claimed, HttpResponse):
            return claimed
        answer = work()
        if answer.status_code >= 400:
            transaction.set_rollback(True)
        else:
            keep(claimed, answer)
    told_outside(request)
    return answer


def fingerprint(request: HttpRequest) -> str:
    asked = f"{request.method} {request.get_full_path()}\0".encode()
    return hashlib.sha256(asked + request.body).hexdigest()


def claim(user: Any, key: str, digest: str) -> IdempotentAnswer | HttpResponse:
    """Our own row, or the answer of the one who came first; a concurrent twin waits here until that one is done."""
    mine = IdempotentAnswer.objects.filter(user_id=user.pk)
    mine.filter(created_at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return IdempotentAnswer.objects.create(user_id=user.pk, key=key, digest=digest)
    except IntegrityError:
        first = mine.get(key=key)
    if first.digest != digest:
        raise KeyReused(_("This Idempotency-Key was used for another request."))
    headers = {**first.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(first.content, status=first.status, content_type="application/json", headers=headers)


def keep(row: IdempotentAnswer, answer: HttpResponse) -> None:
    row.status, row.content = answer.status_code, answer.content.decode()
    row.headers = {name: answer[name] for name in HEADERS if name in answer}
    row.save()


def forget() -> None:
    """Answers are kept for a day, also those of users who send nothing more."""
    IdempotentAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
