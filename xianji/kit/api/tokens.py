"""Tokens for programs: made, shown once, taken back, and both written into the journal."""

from django.db import transaction

from xianji.audit.journal import Event, record
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.models import Token, User
from xianji.org.users import tokens


def make(user: User, name: str, days: int | None = None) -> str:
    """A new token of this user; `days` until it is over, None for ever."""
    with transaction.atomic(), actor.acting(actor.current_or_none() or SYSTEM):
        token = tokens.issue(user, name, days=days)
        record(Event("token", user._meta.label_lower, user.pk, user.login, reason=name), source="api")
    return token


def revoke(token: Token) -> None:
    """The program that holds it gets in no more, from its next call on."""
    with transaction.atomic():
        token.delete()
        told = f"{token.name} …{token.tail}"
        record(Event("revoke_token", token.user._meta.label_lower, token.user_id, token.user.login, reason=told), source="web")
