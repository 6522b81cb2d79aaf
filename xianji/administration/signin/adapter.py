"""allauth's hooks: nobody signs up alone, guessing is slow whatever name is typed, and all of it is in the journal."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from xianji.administration.signin import writing
from xianji.kit.web.pages import HttpResponse, HttpResponseRedirect
from xianji.kit.web.writing import device
from xianji.org import keys
from xianji.org.signin import SECOND_STEP
from xianji.org.users.finding import users_signing_in

log = logging.getLogger(__name__)

AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use your authenticator app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}


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

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways of showing that it is still the same person, in our words."""
        return [way | {"description": AGAIN[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def respond_user_inactive(self, request: Any, user: Any) -> HttpResponse:
        """A passkey of a closed account is told what a password would be told."""
        messages.error(request, _("This account is closed. Ask your administrator."))
        return HttpResponseRedirect(settings.LOGIN_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not tell who has an account; the administrator reads it in the log."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("The message %s could not be sent.", template_prefix)


class SealedSecrets(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are encrypted like any other sensitive value; a passkey is called after
    the device on which it was made."""

    def encrypt(self, text: str) -> str:
        return keys.seal(text, SECOND_STEP)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(encrypted_text, SECOND_STEP)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return device(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": str(_("Xianji"))}


def typed(credentials: dict[str, Any]) -> str:
    """What stood in the login field."""
    return str(credentials.get("username") or credentials.get("email") or "").strip()
