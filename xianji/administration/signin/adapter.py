"""allauth's hooks: nobody signs up alone, guessing is slow whatever name is typed, and all of it is in the journal."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from xianji.administration.signin import writing
from xianji.org import keys
from xianji.org.signin import SECOND_STEP
from xianji.org.users.finding import users_signing_in

log = logging.getLogger(__name__)


class ClosedDoor(DefaultAccountAdapter):
    """No open registration; accounts come from an administrator's invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This login and password do not belong together."),
        "username_password_mismatch": _("This login and password do not belong together."),
        "too_many_login_attempts": _("Too many attempts. Wait a quarter of an hour, or ask for a new password."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Too many attempts are refused and written down, also with the right password."""
        try:
            super().pre_authenticate(request, **credentials)
        except Exception:
            writing.failed(request, typed(credentials), "too many attempts")
            raise

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        writing.failed(request, typed(credentials), "password")

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        """One count per account, not per spelling of it, per address or per host name."""
        name = typed(credentials)
        users = users_signing_in(name)
        return f"user {users[0].pk}" if users else f"name {name.lower()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not tell who has an account; the administrator reads it in the log."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("The message %s could not be sent.", template_prefix)


class SealedSecrets(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are encrypted like any other sensitive value."""

    def encrypt(self, text: str) -> str:
        return keys.seal(text, SECOND_STEP)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(encrypted_text, SECOND_STEP)


def typed(credentials: dict[str, Any]) -> str:
    """What stood in the login field."""
    return str(credentials.get("username") or credentials.get("email") or "").strip()
