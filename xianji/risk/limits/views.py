"""The arithmetic of a limit while it is being typed."""

from decimal import Decimal

from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.forms.build import form_of
from xianji.kit.records.finding import seen
from xianji.kit.web.pages import HttpRequest, HttpResponse, page_for, render, require_POST
from xianji.lib import money
from xianji.risk.limits.models import CreditLimit
from xianji.risk.limits.telling import told


@require_POST
@page_for("risk.creditlimit.create")
def arithmetic(request: HttpRequest) -> HttpResponse:
    """As far as it can be reckoned now; nothing of a customer whom one may not see."""
    limit = typed(request)
    shown = limit.customer_id is not None and seen(Customer, limit.customer_id) is not None
    return render(request, "risk/limit_beside.html", {"given": told(limit) if shown else None})


def typed(request: HttpRequest) -> CreditLimit:
    form = form_of(registry.resource_of(CreditLimit), posted=request.POST)
    form.is_valid()
    limit = CreditLimit(amount=Decimal(0))
    for name, value in form.cleaned_data.items():
        if value is not None:
            setattr(limit, name, value)
    limit.from_on = limit.from_on or timezone.localdate()
    if limit.kind == CreditLimit.Kind.PROJECT and limit.gross is not None:
        limit.amount = money.minus(limit.gross, limit.advance or 0)
    return limit
