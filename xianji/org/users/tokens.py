"""API tokens: `issue` shows one once, `holder` finds whose it is."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from xianji.org.prepared import Given, Question
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
    found = _valid.one(now=now, digest=digest(token))
    if found is None:
        return None
    if found.used_at is None or now - found.used_at > timedelta(minutes=1):
        Token.objects.filter(pk=found.pk).update(used_at=now)
    return found.user


def _asked() -> QuerySet:
    field = Token._meta.get_field
    valid = Q(expires_at=None) | Q(expires_at__gt=Given("now", field("expires_at")))
    known = Q(digest=Given("digest", field("digest")), user__is_active=True)
    return Token.objects.filter(valid, known).select_related("user")


_valid = Question("a token that is valid", _asked, Token)
