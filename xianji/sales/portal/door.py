"""What keeps strangers and machines out of a customer's page: the secret, limits on how often, and a ticket for one question."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from xianji.customers.webforms.rules import LARGEST
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.kit.web.pages import HttpRequest
from xianji.lib import whole
from xianji.org import keys
from xianji.sales.portal.actions import OURS
from xianji.sales.portal.models import CustomerPage, PageOpening
from xianji.sales.portal.rules import APART

SALT = "xianji.portal.ticket"
NONCE = 16
PLAIN = "application/x-www-form-urlencoded"
GUESSES, READS, ASKS, LETTERS = (20, 600), (120, 3600), (12, 3600), (12, 3600)
"""So many wrong addresses from one place; readings, questions and printed quotes of one page; in so many seconds."""


@dataclass(frozen=True)
class Ticket:
    """Good for one question on one page."""

    nonce: str
    made_at: int

    @property
    def age(self) -> float:
        return timezone.now().timestamp() - self.made_at


def ticket_for(page: CustomerPage) -> str:
    return Signer(salt=SALT).sign_object([page.pk, secrets.token_hex(NONCE), int(timezone.now().timestamp())])


def read(page: CustomerPage, text: str) -> Ticket | None:
    """The ticket, if we made it for this page."""
    try:
        pk, nonce, made_at = Signer(salt=SALT).unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return Ticket(nonce, made_at) if pk == page.pk else None


def page_at(key: str) -> CustomerPage | None:
    """The page with this key, if it is there and its customer is one of ours still."""
    field: Any = CustomerPage._meta.get_field("key_mark")
    rows = CustomerPage.objects.select_related("customer__owner")
    page = rows.filter(key_mark=field.mark(key)).first() if key else None
    if page is None or not page.is_open or page.customer.deleted_at is not None or page.customer.state not in OURS:
        return None
    return page


def guessed(request: HttpRequest) -> int:
    """Seconds to wait for whoever tries addresses; the place itself is not kept."""
    return tried(f"portal.wrong.{keys.blind(address_of(request), 'sales_customerpage.address')}", *GUESSES)


def wait(page: CustomerPage, what: str, limit: tuple[int, int]) -> int:
    return tried(f"portal.{what}.{page.pk}", *limit)


def is_large(request: HttpRequest) -> bool:
    """Asked before a byte of it is read; files are never taken."""
    length = whole.number(request.META.get("CONTENT_LENGTH") or "0")
    return length is None or length > LARGEST or request.content_type != PLAIN


def opened(page: CustomerPage) -> None:
    """Written down, once for openings that follow each other."""
    if not PageOpening.objects.filter(page=page, at__gt=timezone.now() - APART).exists():
        PageOpening.objects.create(page=page)
