"""The completeness of one file, as a part that comes late; without scripts a page of its own."""

from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.customers.profiles.panels import COMPLETE, told
from xianji.kit import registry
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, render, require_GET, signed_in


@require_GET
@signed_in
def completeness(request: HttpRequest, pk: int) -> HttpResponse:
    """Only for who sees the customer."""
    customer = Customer.objects.filter(pk=pk).first()
    if customer is None:
        raise Http404
    context = {"given": told(customer), "panel": COMPLETE, "customer": customer, "title": _("Completeness"),
               "back": registry.resource_of(Customer).address(pk)}  # fmt: skip
    is_part = "HX-Request" in request.headers
    return render(request, "customers/complete.html" if is_part else "customers/complete_page.html", context)
