"""A form on a page without a session: the signed ticket that stands for the session's token, and what was posted with it."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from xianji.lib import whole

NONCE = 16
PLAIN = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Ticket:
    """Good for one answer to one page."""

    nonce: str
    made_at: int

    @property
    def age(self) -> float:
        """In seconds."""
        return timezone.now().timestamp() - self.made_at


def written(salt: str, page: Any) -> str:
    """For the page with this key or id."""
    return Signer(salt=salt).sign_object([page, secrets.token_hex(NONCE), int(timezone.now().timestamp())])


def read(salt: str, page: Any, text: str) -> Ticket | None:
    """The ticket, if we made it for this page."""
    try:
        made_for, nonce, made_at = Signer(salt=salt).unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return Ticket(nonce, made_at) if made_for == page else None


def posted(request: HttpRequest, largest: int) -> QueryDict | None:
    """None for more than so many bytes, which is asked before one of them is read; files are never taken."""
    length = whole.number(request.META.get("CONTENT_LENGTH") or "0")
    if length is None or length > largest or request.content_type != PLAIN:
        return None
    try:
        return request.POST
    except (SuspiciousOperation, RequestDataTooBig, OSError):
        return None
