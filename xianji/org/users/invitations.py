"""Invitations: a signed link that lets one person set a password once, within a week."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from xianji.org.users.models import User

SALT = "xianji.invitation"
VALID = timedelta(days=7)


def invite(user: User) -> str:
    """The token for the link; an earlier one stops working."""
    user.invited_at = timezone.now()
    user.save(update_fields=["invited_at"])
    return signing.dumps([user.pk, user.invited_at.isoformat()], salt=SALT)


def invited(token: str) -> User | None:
    """Whom a token invites; None when it is forged, used, replaced or too old."""
    try:
        pk, at = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).exclude(invited_at=None).first()
    return user if user and user.invited_at and user.invited_at.isoformat() == at else None


def accept(user: User, password: str) -> None:
    """Set the password; the link is used up and open sessions end."""
    user.set_password(password)
    user.invited_at = None
    user.save(update_fields=["password", "invited_at"])
