"""A payment set against what somebody chose: the amounts of a page, all or none of them."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.kit.forms.fields import FigureField
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, page_for, require_POST
from xianji.lib import actor
from xianji.lib.money import MONEY
from xianji.sales.payments.actions import allocate
from xianji.sales.payments.models import Payment
from xianji.sales.receivables.models import Receivable

KEY = re.compile(r"[0-9]{1,18}")


@require_POST
@page_for("sales.payment.allocate")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Each amount that was typed is set against its receivable, in one transaction."""
    payment = Payment.objects.filter(pk=pk).first()
    if payment is None:
        raise Http404
    back = f"/sales/payments/{pk}"
    try:
        wanted = chosen(request.POST)
        with store.whole():
            for receivable, amount in wanted:
                allocate(payment, by=actor.current(), receivable=receivable, part=amount, source="web")
    except Refused as refusal:
        return go(request, back, str(refusal), kind="error")
    return go(request, back, _("Allocated."))


def chosen(posted: Any) -> list[tuple[Receivable, Decimal]]:
    """(receivable, amount) of the rows that hold one, in the order of ids."""
    given = {name.removeprefix("part-"): text for name, text in posted.items() if name.startswith("part-")}
    texts = {key: text.strip() for key, text in given.items()}
    rows = Receivable.objects.in_bulk([int(key) for key, text in texts.items() if text and KEY.fullmatch(key)])
    found = [(row, amount(texts[str(key)])) for key, row in sorted(rows.items())]
    if not found:
        raise Refused(_("Type at least one amount."))
    return found


def amount(text: str) -> Decimal:
    """As in every form: thousands commas and full-width digits are fine, a third decimal is not."""
    try:
        return Decimal(FigureField(decimal_places=MONEY, max_digits=18).clean(text))
    except ValidationError as problem:
        raise Refused(_("“%(value)s” is not an amount.") % {"value": text}) from problem
