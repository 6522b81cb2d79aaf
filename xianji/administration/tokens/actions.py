"""What people do with their own API tokens, and administrators with all of them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.administration.users.actions import MANAGE
from xianji.kit.api import tokens
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.org.users.models import Token, User

MOST = 20
"""So many tokens may one account have: a list that nobody oversees is a list that nobody cleans."""


def make(user: User, name: str, days: int | None) -> str:
    """A new token of one's own; the only time that it is told."""
    if actor.current().user_id != user.pk:
        raise NotPermitted(_("A token is made by whoever answers for it."))
    if user.tokens.count() >= MOST:
        told = ngettext("You have %(count)s token already.", "You have %(count)s tokens already.", MOST) % {"count": MOST}
        raise Refused(told + " " + _("Revoke one that is not used any more."))
    return tokens.make(user, name, days)


def revoke(token: Token) -> None:
    """One's own, or any for those who keep accounts."""
    if token.user_id != actor.current().user_id and not actor.current().may(MANAGE):
        raise NotPermitted(_("Only administrators revoke the tokens of others."))
    tokens.revoke(token)


def all_of(words: str = "", before: int = 0) -> Any:
    """Every token, newest first: of accounts whose login or name holds the words."""
    from django.db.models import Q

    found = Token.objects.select_related("user__person").order_by("-pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(user__login__icontains=words) | Q(user__person__name__icontains=words))
    return found.filter(pk__lt=before) if before else found
