"""The verbs and sources of the journal in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.records import history
from xianji.kit.web.writing import several

VERBS = {
    "sign_in": gettext_lazy("Signed in"), "sign_in_failed": gettext_lazy("Sign-in failed"),
    "sign_out": gettext_lazy("Signed out"), "change_password": gettext_lazy("Password changed"),
    "reset_password": gettext_lazy("Password reset"), "accept_invitation": gettext_lazy("Invitation accepted"),
    "add_second_step": gettext_lazy("Second step switched on"),
    "remove_second_step": gettext_lazy("Second step switched off"),
    "rename_passkey": gettext_lazy("Passkey renamed"),
    "renew_recovery_codes": gettext_lazy("Recovery codes renewed"), "open_account": gettext_lazy("Account opened"),
    "invite": gettext_lazy("Invited"), "give_role": gettext_lazy("Role given"), "take_role": gettext_lazy("Role taken back"),
    "close_account": gettext_lazy("Account closed"), "open_account_again": gettext_lazy("Account opened again"),
    "end_sessions": gettext_lazy("Sessions ended"), "reset_second_step": gettext_lazy("Second step reset"),
    "change_rights": gettext_lazy("Rights changed"), "rotate_keys": gettext_lazy("Encrypted with a new key"),
    "drop_keys": gettext_lazy("Old keys dropped"), "erase_value": gettext_lazy("Value erased"),
    "leave": gettext_lazy("Left the company"), "copy": gettext_lazy("Copied"),
    "token": gettext_lazy("API token made"), "revoke_token": gettext_lazy("API token revoked"),
    "end_session": gettext_lazy("Session ended"), "end_other_sessions": gettext_lazy("Other sessions ended"),
    "see_as": gettext_lazy("Seen as"), "see_page": gettext_lazy("Page seen as them"),
    "see_as_end": gettext_lazy("No longer seen as"), "backup": gettext_lazy("Backup made"), "number": gettext_lazy("Number set"),
    "move": gettext_lazy("Moved"), "verify_journal": gettext_lazy("Journal verified"),
    "run": pgettext_lazy("journal", "Controls run"), "begin": gettext_lazy("Version begun"),
    "submit": gettext_lazy("Submitted for review"), "return": gettext_lazy("Returned"),
    "approve": gettext_lazy("Approved"), "discard": gettext_lazy("Draft dropped"),
    "make_feed": gettext_lazy("Calendar address made"), "revoke_feed": gettext_lazy("Calendar address revoked"),
}  # fmt: skip

REASONS = {
    "password": gettext_lazy("password"), "mfa": gettext_lazy("second step"), "second step": gettext_lazy("second step"),
    "too many attempts": gettext_lazy("too many attempts"), "shell": gettext_lazy("command line"),
    "password_reset": gettext_lazy("new password"), "90 days": gettext_lazy("90 days without sign-in"),
    "totp": gettext_lazy("authenticator app"), "recovery_codes": gettext_lazy("recovery codes"),
    "passkey": gettext_lazy("passkey"),
}  # fmt: skip
"""What sign-in writes as the reason, kept in English so that every reader gets it in their language."""


def reason_told(reason: str) -> str:
    """`password + mfa, 203.0.113.9` with its known words in the reader's language."""
    parts = [" + ".join(str(REASONS.get(word, word)) for word in part.split(" + ")) for part in reason.split(", ")]
    return several(parts)


def verb_told(verb: str, label: str = "") -> Any:
    """The verb in words; a refused one says so."""
    refused, _colon, name = verb.rpartition(":")
    words = VERBS.get(name) or history.word_for(label, name)
    return _("Refused: %(verb)s") % {"verb": words} if refused == "refused" else words


def kind_told(label: str) -> Any:
    """The kind of a record in words."""
    from django.apps import apps

    try:
        return apps.get_model(label)._meta.verbose_name
    except (LookupError, ValueError):
        return label


def source_told(source: str) -> Any:
    return history.source_told(source)
