"""Passkeys: the forms of allauth with our words, the journal, and no way for a broken answer to break the page."""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.signin import writing

LONGEST_NAME = 60
WRONG = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError)
"""What allauth and fido2 raise at an answer that is not one, or not the one asked for."""


class Adding(AddWebAuthnForm):
    """A key that the device finds without a login typed first; settings ask that it knows its owner."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        return _checked(super().clean, _("This passkey could not be checked; it may have taken too long. Start again."))


class Renaming(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])

    def save(self) -> Authenticator:
        with transaction.atomic():
            before = str(self.instance)
            one = super().save()
            writing.write("rename_passkey", one.user, context.request, f"{before} → {one}")
        return one


class Opening:
    """A passkey that opens nothing is written down."""

    user: Any
    opened_nothing = gettext_lazy("This passkey does not belong to this account.")

    def clean_credential(self) -> Authenticator:
        try:
            return _checked(super().clean_credential, str(self.opened_nothing))  # type: ignore[misc]
        except ValidationError:
            writing.write("sign_in_failed", self.user, context.request, "passkey", by_them=False)
            raise


class Entering(Opening, LoginWebAuthnForm):
    """Whose passkey it is stands in the passkey."""

    opened_nothing = gettext_lazy("This passkey opens no account here. Sign in with your password.")

    def clean_credential(self) -> Authenticator:
        one = super().clean_credential()
        context.request.session.set_expiry(settings.SESSION_COOKIE_AGE if self.data.get("remember") else 0)
        return one


class SecondStep(Opening, AuthenticateWebAuthnForm):
    """After the password."""


class Again(Opening, ReauthenticateWebAuthnForm):
    """Before the way of signing in is changed."""


def _name(field: Any) -> None:
    field.max_length, field.label = LONGEST_NAME, gettext_lazy("Name")
    field.widget.attrs["maxlength"] = LONGEST_NAME


def _checked(check: Callable[[], Any], sentence: str) -> Any:
    try:
        return check()
    except WRONG as wrong:
        raise ValidationError(sentence) from wrong
