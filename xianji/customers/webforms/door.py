"""What keeps machines out without asking anybody else: limits on how often, and a count of what was not taken."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from xianji.customers.webforms.models import Refusals, Visits, WebForm
from xianji.customers.webforms.rules import Refusal
from xianji.kit.web import tickets
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.kit.web.pages import HttpRequest
from xianji.org import keys

SALT = "xianji.webforms.ticket"
MEDIA = 100
"""So many places of one form are counted apart on one day."""
FROM_ONE, FROM_ONE_AT_ALL, OF_ALL = (20, 600), (60, 3600), (600, 3600)
"""So many answers to one form from one address, to all forms from one address, and to one form from anybody, in so many
seconds."""


def ticket_for(form: WebForm) -> str:
    return tickets.written(SALT, form.key)


def read(form: WebForm, text: str) -> tickets.Ticket | None:
    return tickets.read(SALT, form.key, text)


def wait(form: WebForm, request: HttpRequest) -> int:
    """How many seconds to wait where too many came; the address itself is not kept."""
    place = keys.blind(address_of(request), "customers_webform.address")
    limits = {f"form.{form.pk}.{place}": FROM_ONE, f"form.{place}": FROM_ONE_AT_ALL, f"form.{form.pk}": OF_ALL}
    return next((seconds for name, limit in limits.items() if (seconds := tried(name, *limit))), 0)


def count(form: WebForm, reason: Refusal) -> None:
    """One more that was not taken today, for this reason."""
    one_more(Refusals, form=form, on=timezone.localdate(), reason=reason.value)


def visited(form: WebForm, request: HttpRequest, medium: str) -> None:
    """One more that opened the page today. Whoever opens it often in a while counts no further, nor do invented media."""
    place = keys.blind(address_of(request), "customers_webform.address")
    if tried(f"form.seen.{form.pk}.{place}", *FROM_ONE):
        return
    today = Visits.objects.filter(form=form, on=timezone.localdate())
    if medium and not today.filter(medium=medium).exists() and today.count() >= MEDIA:
        medium = ""
    one_more(Visits, form=form, on=timezone.localdate(), medium=medium)


def one_more(model: Any, **row: Any) -> None:
    rows = model.objects.filter(**row)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            model.objects.create(**row, count=1)
    except IntegrityError:  # another one of the same moment was faster
        rows.update(count=F("count") + 1)
