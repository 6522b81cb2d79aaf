"""Pages of quotes beside those of the kit: what a form comes to while one types, and the quote as a document."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record_many
from xianji.kit import registry
from xianji.kit.forms.build import form_of
from xianji.kit.forms.lines import Lines
from xianji.kit.records.finding import seen
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, page_for, render, require_GET, require_POST
from xianji.lib import actor
from xianji.sales.quotes import authority, documents, told
from xianji.sales.quotes.models import Quote
from xianji.sales.quotes.pricing import Wanted
from xianji.sales.quotes.reckoning import reckoned

TYPED = ("customer", "price_list", "quoted_on", "valid_until", "discount", "retention", "freight", "rebate", "days")
VIEW = "sales.quote.view"


@require_POST
@page_for(VIEW)
def reckon(request: HttpRequest) -> HttpResponse:
    """What the form comes to as it is typed, which level it will need, and why; what cannot be read yet is left out."""
    quote, wanted, unread = typed(request)
    context: dict[str, Any] = {"rows": [], "problems": unread}
    found = None
    try:
        found = reckoned(quote, wanted) if wanted else None
    except Refused as refusal:
        unread.append(str(refusal.message))
    if found:
        context = {
            "rows": told.rows(quote, wanted, found.totals), "totals": found.totals, "taxes": told.taxes(found.totals),
            "problems": [*unread, *found.priced.problems.values()], "prices": found.priced.prices, "need": found.need,
            "tone": told.tone(found.need.level), "reasons": told.reasons(found.need),
            "chain": told.chain(found.need, authority.roles_of(actor.current())), "light": told.light(found.totals.margin, quote),
            "kinds": told.kinds(quote, found.totals),
        }  # fmt: skip
    return render(request, "sales/quotes/reckoned.html", context)


def typed(request: HttpRequest) -> tuple[Quote, list[Wanted], list[str]]:
    """A quote that is not stored, from what the form says so far; and what could not be read of its rows."""
    resource = registry.resource_of(Quote)
    form = form_of(resource, posted=request.POST, names=[name for name in TYPED if name in resource.editable])
    form.is_valid()
    quote = Quote(**{name: value for name, value in form.cleaned_data.items() if value not in (None, "")})
    for name in ("discount", "retention", "freight", "rebate"):
        setattr(quote, name, Decimal(getattr(quote, name)))
    wanted: list[Wanted] = []
    unread = put_right(quote)
    for row in Lines(resource, "lines", None, request.POST).rows:
        if not row.is_gone and row.form.data.get(row.form.add_prefix("product")):
            read(row.form, wanted, unread)
    return quote, wanted, unread


def put_right(quote: Quote) -> list[str]:
    """Figures that the quote refuses are left out, and why."""
    try:
        quote.clean()
    except ValidationError as refused:
        fields = {field.name: field for field in Quote._meta.concrete_fields}
        for name in refused.message_dict:
            setattr(quote, name, fields[name].get_default())
        quote.valid_until = max(quote.valid_until, quote.quoted_on)
        return [str(sentence) for sentence in refused.messages]
    return []


def read(form: Any, wanted: list[Wanted], unread: list[str]) -> None:
    """One row that names a product."""
    form.is_valid()
    product, quantity = form.cleaned_data.get("product"), form.cleaned_data.get("quantity")
    discount = form.cleaned_data.get("discount") or Decimal(0)
    if form.errors:
        unread += [str(sentence) for found in form.errors.values() for sentence in found]
    elif not 0 <= discount < 1:
        unread.append(_("%(product)s: type a discount as 12%% or 0.12.") % {"product": product})
    elif product is not None and quantity and quantity > 0:
        wanted.append(Wanted(product, quantity, discount))


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


