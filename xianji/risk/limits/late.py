"""What a customer's page fetches a moment later: where its credit stands."""

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, page_for, render, require_GET
from xianji.risk.assessments.panels import RATING
from xianji.risk.limits.panel import CREDIT, standing_of


@require_GET
@page_for(RATING)
def of_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a customer whom the reader may see; a page of its own for those without scripts."""
    customer = seen(Customer, pk)
    if customer is None:
        raise Http404
    context = {"given": standing_of(customer), "panel": CREDIT, "title": CREDIT.title, "of": customer,
               "back": registry.resource_of(Customer).address(pk)}  # fmt: skip
    return render(request, "risk/customer.html" if "HX-Request" in request.headers else "risk/customer_page.html", context)
