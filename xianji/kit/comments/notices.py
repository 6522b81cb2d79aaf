"""Those who are mentioned are told, in their own language and in the way they want, once for each comment."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop

from xianji.kit import ports
from xianji.kit.comments.models import Comment
from xianji.lib import actor

MENTION = "mention"


def notify(comment: Comment, record: Any, accounts: Iterable[Any]) -> None:
    """Promised in the transaction; nobody is told of their own words."""
    who = actor.current()
    ports.tell(
        [account.person_id for account in accounts if account.pk != who.user_id],
        kind=MENTION, message=gettext_noop("%(who)s mentioned you: %(record)s"), values={"who": who.name, "record": str(record)},
        key=f"comment:{comment.pk}", about=record, text=comment.text,
    )  # fmt: skip
