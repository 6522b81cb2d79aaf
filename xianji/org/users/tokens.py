"""API tokens: `issue` shows one once, `holder` finds whose it is."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from xianji.org.users.models import Token, User

MARK = "xj_"


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(user: User, name: str, *, days: int | None = None) -> str:
    """Make a token and return it; only its hash is stored."""
    token = MARK + secrets.token_urlsafe(32)
    until = timezone.now() + timedelta(days=days) if days else None
    Token.objects.create(user=user, name=name[:80], digest=digest(token), tail=token[-4:], expires_at=until)
    return token


def holder(token: str) -> User | None:
    """The active user behind a token that is not over; notes when it was used."""
    now = timezone.now()
    valid = Q(expires_at=None) | Q(expires_at__gt=now)
    found = Token.objects.filter(valid, digest=digest(token), user__is_active=True).select_related("user").first()
    if found is None:
        return None
    if found.used_at is None or now - found.used_at > timedelta(minutes=1):
        Token.objects.filter(pk=found.pk).update(used_at=now)
    return found.user
