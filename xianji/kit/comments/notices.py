"""Those who are mentioned get a mail, in their own language, once for each comment."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.comments.models import Comment
from xianji.kit.mail import send_mail_later
from xianji.lib import actor


def notify(comment: Comment, record: Any, accounts: Iterable[Any]) -> None:
    """Promised in the transaction; nobody is told of their own words."""
    who = actor.current()
    for account in accounts:
        if account.pk == who.user_id or not account.email:
            continue
        with translation.override(account.language or settings.LANGUAGE_CODE):
            told = {"who": who.name, "record": str(record)}
            subject = _("%(who)s mentioned you: %(record)s") % told
            text = f"{comment.text}\n\n{address(record)}"
            send_mail_later(account.email, subject, text, key=f"comment:{comment.pk}:{account.pk}")


def address(record: Any) -> str:
    """Where to read it: with the host, where one is set."""
    at = f"{registry.resource_of(type(record)).address(record.pk)}?tab=comments"
    return f"{settings.CSRF_TRUSTED_ORIGINS[0]}{at}" if settings.CSRF_TRUSTED_ORIGINS else at
