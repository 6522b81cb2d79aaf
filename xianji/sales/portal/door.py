"""What keeps strangers and machines out of a customer's page: the secret, and limits on how often."""

from typing import Any

from django.utils import timezone

from xianji.kit.web import tickets
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.kit.web.pages import HttpRequest
from xianji.org import keys
from xianji.sales.portal.actions import OURS
from xianji.sales.portal.models import CustomerPage, PageOpening
from xianji.sales.portal.rules import APART

SALT = "xianji.portal.ticket"
GUESSES, READS, ASKS, LETTERS = (20, 600), (120, 3600), (12, 3600), (12, 3600)
"""So many wrong addresses from one place; readings, questions and printed quotes of one page; in so many seconds."""


def ticket_for(page: CustomerPage) -> str:
    return tickets.written(SALT, page.pk)


def read(page: CustomerPage, text: str) -> tickets.Ticket | None:
    return tickets.read(SALT, page.pk, text)


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


def opened(page: CustomerPage) -> None:
    """Written down, once for openings that follow each other."""
    if not PageOpening.objects.filter(page=page, at__gt=timezone.now() - APART).exists():
        PageOpening.objects.create(page=page)
