"""Pages of quotes beside those of the kit: what a form comes to while one types, and the quote as a document."""

from decimal import Decimal
from typing import Any

from django.utils import translation

from xianji.audit.journal import Event, record_many
from xianji.kit import registry
from xianji.kit.forms.build import form_of
from xianji.kit.forms.lines import Lines
from xianji.kit.records.finding import seen
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, page_for, render, require_GET, require_POST
from xianji.lib import actor
from xianji.sales.quotes import authority, documents, told
from xianji.sales.quotes.models import Quote, in_thirty_days
from xianji.sales.quotes.pricing import Wanted
from xianji.sales.quotes.reckoning import reckoned

TYPED = ("customer", "price_list", "quoted_on", "valid_until", "discount", "retention", "freight", "rebate", "days")
VIEW = "sales.quote.view"


@require_POST
@page_for(VIEW)
def reckon(request: HttpRequest) -> HttpResponse:
    """What the form comes to as it is typed, which level it will need, and why; what cannot be read yet is left out."""
    quote, wanted = typed(request)
    context: dict[str, Any] = {"rows": []}
    if wanted:
        found = reckoned(quote, wanted)
        prices = [one.list_price for one in found.priced.lines]
        context = {
            "rows": told.rows(quote, wanted, found.totals, prices), "totals": found.totals, "taxes": told.taxes(found.totals),
            "problems": list(found.priced.problems.values()), "prices": found.priced.prices, "need": found.need,
            "tone": told.tone(found.need.level), "reasons": told.reasons(found.need),
            "chain": told.chain(found.need, authority.roles_of(actor.current())), "light": told.light(found.totals.margin, quote),
        }  # fmt: skip
    return render(request, "sales/quotes/reckoned.html", context)


def typed(request: HttpRequest) -> tuple[Quote, list[Wanted]]:
    """A quote that is not stored, from what the form says so far."""
    resource = registry.resource_of(Quote)
    form = form_of(resource, posted=request.POST, names=[name for name in TYPED if name in resource.editable])
    form.is_valid()
    given = {name: text for name, text in form.cleaned_data.items() if text not in (None, "")}
    quote = Quote(**given)
    for name in ("discount", "retention", "freight", "rebate"):
        setattr(quote, name, Decimal(getattr(quote, name)))
    quote.valid_until = max(quote.valid_until or in_thirty_days(), quote.quoted_on)
    return quote, list(wanted_of(resource, request))


def wanted_of(resource: Any, request: HttpRequest) -> Any:
    """The rows that name a product; a product is looked up once however many rows name it."""
    for row in Lines(resource, "lines", None, request.POST).rows:
        if row.is_gone or not row.form.data.get(row.form.add_prefix("product")):
            continue
        row.form.is_valid()
        product, quantity = row.form.cleaned_data.get("product"), row.form.cleaned_data.get("quantity")
        discount = row.form.cleaned_data.get("discount") or Decimal(0)
        if product is not None and quantity and quantity > 0 and 0 <= discount < 1:
            yield Wanted(product, quantity, discount)


@require_GET
@page_for(VIEW)
def document(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The quote as the customer gets it: a PDF or a Word file in the language asked for."""
    quote = seen(Quote, pk)
    if quote is None or kind not in documents.KINDS:
        raise Http404
    language = request.GET.get("language", "")
    language = language if language in documents.LANGUAGES else translation.get_language()
    with translation.override(language):
        content_type, made = documents.KINDS[kind](quote)
    record_many([Event("export", quote.label(), quote.pk, f"{quote} .{kind}"[:200])])
    answer = HttpResponse(made, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{quote.number}-{language}.{kind}"'
    return answer


