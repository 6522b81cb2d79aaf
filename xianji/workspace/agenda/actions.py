"""A feed is made, renewed and revoked by its owner; who holds its address reads what the owner may see at that moment."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from xianji.audit.journal import Event, record
from xianji.org.models import User
from xianji.workspace.agenda.models import Feed

NOBODY = sha256(b"").hexdigest()


def make(user: User) -> str:
    """A new secret; an older one is over. Only its hash is stored."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        Feed.objects.update_or_create(user=user, defaults={"digest": digest(secret), "made_at": timezone.now(), "read_at": None})
        told("make_feed", user)
    return secret


def revoke(user: User) -> None:
    """Nobody reads it any more."""
    with transaction.atomic():
        if Feed.objects.filter(user=user).delete()[0]:
            told("revoke_feed", user)


def end(user: User) -> None:
    """With the account; the journal tells of that."""
    Feed.objects.filter(user=user).delete()


def reader(pk: int, secret: str) -> User | None:
    """Whose feed this is, if the account is open; notes when it was read. Equally long for every wrong secret."""
    feed = Feed.objects.select_related("user").filter(pk=pk).first()
    is_right = constant_time_compare(digest(secret), feed.digest if feed else NOBODY)
    if feed is None or not is_right or not feed.user.is_active:
        return None
    now = timezone.now()
    if feed.read_at is None or now - feed.read_at > timedelta(minutes=1):
        Feed.objects.filter(pk=pk).update(read_at=now)
    return feed.user


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def told(verb: str, user: User) -> None:
    record(Event(verb, User._meta.label_lower, user.pk, user.login), source="web")
