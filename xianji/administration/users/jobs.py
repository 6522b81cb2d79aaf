"""Accounts that nobody has used for long are closed by themselves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xianji.administration.users.actions import LABEL
from xianji.audit.journal import Event, record
from xianji.lib.actor import SYSTEM, acting
from xianji.org.users import sessions
from xianji.org.users.finding import administrators
from xianji.org.users.models import User

DORMANT = timedelta(days=90)


def close_dormant(now: datetime | None = None) -> list[str]:
    """Close the accounts without sign-in for 90 days, never the last administrator. Returns their logins."""
    limit = (now or timezone.now()) - DORMANT
    unused = Q(last_login__lt=limit) | Q(last_login=None, date_joined__lt=limit)
    closed = []
    for user in User.objects.filter(unused, Q(invited_at=None) | Q(invited_at__lt=limit), is_active=True).order_by("login"):
        with acting(SYSTEM), transaction.atomic():
            if not administrators().exclude(pk=user.pk).exists():
                continue
            user.is_active = False
            user.save(update_fields=["is_active"])
            sessions.end_sessions(user)
            sessions.end_tokens(user)
            record(Event("close_account", LABEL, user.pk, user.login, {"is_active": (True, False)}, "90 days"), source="job")
        closed.append(user.login)
    return closed
