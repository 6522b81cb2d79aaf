"""Making a token for programs: shown once, and written into the journal."""

from django.db import transaction

from xianji.audit.journal import Event, record
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.models import User
from xianji.org.users import tokens


def make(user: User, name: str, days: int | None = None) -> str:
    """A new token of this user; `days` until it is over, None for ever."""
    with transaction.atomic(), actor.acting(actor.current_or_none() or SYSTEM):
        token = tokens.issue(user, name, days=days)
        record(Event("token", user._meta.label_lower, user.pk, user.login, reason=name), source="api")
    return token
