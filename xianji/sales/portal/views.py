"""The addresses of a customer's own page, and the square code by which a colleague hands it over."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from xianji.customers.customers.models import Customer
from xianji.customers.webforms import pictures
from xianji.kit.exports.pdf import pages
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.kit.web.language import html_code
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    page_for,
    render,
    require_GET,
    require_http_methods,
)
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.company.settled import company
from xianji.sales.portal import door
from xianji.sales.portal.actions import give_page, pages_of
from xianji.sales.portal.models import CustomerPage
from xianji.sales.portal.page import Page, private
from xianji.sales.portal.reading import QUOTED
from xianji.sales.quotes import documents
from xianji.sales.quotes.models import Quote


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def public(request: HttpRequest, key: str) -> HttpResponse:
    """It asks for no session and leaves no cookie: the address is the key, a ticket of its own stands for the form's token."""
    page = door.page_at(key)
    if page is None:
        return closed(request)
    if wait := door.wait(page, "read", door.READS):
        return late(wait)
    with actor.acting(SYSTEM):
        found = Page(request, page)
        return found.asked() if request.method == "POST" else found.opened()


@require_GET
def letter(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One of the customer's quotes as a printed page."""
    page = door.page_at(key)
    if page is None:
        return closed(request)
    with actor.acting(SYSTEM):
        quote = Quote.objects.filter(pk=pk, customer=page.customer, state__in=QUOTED).first()
        if quote is None or not pages.is_there():
            raise Http404
        if wait := door.wait(page, "letter", door.LETTERS):
            return late(wait)
        kind, content = documents.pdf(quote)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{quote.number}.pdf"'
    return private(answer)


def closed(request: HttpRequest) -> HttpResponse:
    """The same for an address that never was, that is over, and that was taken back."""
    if wait := door.guessed(request):
        return late(wait)
    language = html_code(translation.get_language() or company().language)
    return private(render(request, "sales/portal/closed.html", {"firm": company().name, "html_language": language}, status=404))


def late(wait: int) -> HttpResponse:
    return private(HttpResponse(_("Too often; please wait."), status=429, headers={"Retry-After": f"{wait}"}))


@require_GET
@page_for("customers.customer.view")
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The square code of the address, for whoever may give it."""
    customer = seen(Customer, pk)
    page: CustomerPage | None = pages_of(customer).order_by("-pk").first() if customer else None
    if page is None or not Holding(customer, actor.current()).may(give_page.needed):
        raise Http404
    picture = pictures.svg(request.build_absolute_uri(page.path))
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})
