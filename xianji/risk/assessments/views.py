"""The points of a sheet while it is being typed."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.forms.build import form_of
from xianji.kit.records.finding import seen
from xianji.kit.web import writing
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    page_for,
    render,
    require_GET,
    require_POST,
)
from xianji.risk.assessments import scoring
from xianji.risk.assessments.file import known, overdue_days
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.sheet import told
from xianji.rulebook.mistakes import Refusal


@require_POST
@page_for("risk.creditassessment.create")
def points(request: HttpRequest) -> HttpResponse:
    """The sheet as far as it can be read now; what is not right yet counts as blank."""
    one = typed(request)
    try:
        scoring.bring(one)
        context: dict[str, Any] = {"sheet": told(one)}
    except Refusal as refusal:
        context = {"problem": str(refusal)}
    context["file"] = from_the_file(one)
    return render(request, "risk/sheet_beside.html", context)


@require_GET
@page_for("risk.creditassessment.view")
def of_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """The rating that holds for a customer."""
    held = CreditAssessment.objects.filter(customer=pk, state=CreditAssessment.State.ACTIVE).only("pk").first()
    if held is None:
        raise Http404
    return HttpResponseRedirect(registry.resource_of(CreditAssessment).address(held.pk))


@require_GET
@page_for("risk.creditassessment.create")
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """A new sheet with what the file of the customer knows; sales are asked with tax, and the file has them without."""
    customer = seen(Customer, pk)
    if customer is None:
        raise Http404
    is_rated = CreditAssessment.objects.filter(customer=customer, state=CreditAssessment.State.ACTIVE).exists()
    given = {"customer": customer.pk, "cause": "review" if is_rated else "first"}
    facts = {name: str(found) for name, found in known(customer, timezone.localdate()).items() if found is not False}
    facts.pop("monthly_sales", None)
    return HttpResponseRedirect(f"{registry.resource_of(CreditAssessment).path}new?{urlencode(given | facts)}")


def typed(request: HttpRequest) -> CreditAssessment:
    form = form_of(registry.resource_of(CreditAssessment), posted=request.POST)
    form.is_valid()
    one = CreditAssessment()
    for name, value in form.cleaned_data.items():
        if value not in (None, "") or CreditAssessment._meta.get_field(name).null:
            setattr(one, name, value)
    one.as_of = one.as_of or timezone.localdate()
    one.overdue_days = overdue_days(one.customer_id) if one.customer_id else 0
    return one


def from_the_file(one: CreditAssessment) -> list[dict[str, str]]:
    """What the file of the chosen customer says, beside what is typed."""
    customer = seen(Customer, one.customer_id) if one.customer_id else None
    if customer is None:
        return []
    facts = known(customer, one.as_of)
    found = [
        (_("Paid on time, 12 months"), facts.get("punctual"), writing.percent),
        (_("Years together"), facts.get("years"), writing.number),
        (_("Annual revenue"), facts.get("revenue"), writing.short_money),
        (_("Orders a month, without tax"), facts.get("monthly_sales"), writing.short_money),
        (_("Days overdue"), one.overdue_days or None, writing.number),
    ]  # fmt: skip
    return [{"label": str(label), "value": write(value)} for label, value, write in found if value is not None]
