"""What keeps machines out without asking anybody else: a signed, timed ticket for one answer, and limits on how often."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from xianji.customers.webforms.models import Refusals, Visits, WebForm
from xianji.customers.webforms.rules import Refusal
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.kit.web.pages import HttpRequest
from xianji.org import keys

SALT = "xianji.webforms.ticket"
NONCE = 16
MEDIA = 100
"""So many places of one form are counted apart on one day."""
FROM_ONE, FROM_ONE_AT_ALL, OF_ALL = (20, 600), (60, 3600), (600, 3600)
"""So many answers to one form from one address, to all forms from one address, and to one form from anybody, in so many
seconds."""


@dataclass(frozen=True)
class Ticket:
    """Good for one answer to one form."""

    nonce: str
    made_at: int

    @property
    def age(self) -> float:
        return timezone.now().timestamp() - self.made_at


def ticket_for(form: WebForm) -> str:
    told = [form.key, secrets.token_hex(NONCE), int(timezone.now().timestamp())]
    return Signer(salt=SALT).sign_object(told)


def read(form: WebForm, text: str) -> Ticket | None:
    """The ticket, if we made it for this form."""
    try:
        key, nonce, made_at = Signer(salt=SALT).unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return Ticket(nonce, made_at) if key == form.key else None


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
