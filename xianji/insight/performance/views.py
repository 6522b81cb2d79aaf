"""The screen of performance."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianji.insight.performance import page
from xianji.kit.metrics import figures
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, render, signed_in
from xianji.lib import actor

PERMISSION = "insight.see_performance"


@require_GET
@signed_in
def performance(request: HttpRequest) -> HttpResponse:
    """Figures over the rows one may see; each opens its list."""
    if not actor.current().may(PERMISSION):
        raise Http404
    filters = {name: request.GET[name] for name in ("closed_on", "unit", "product") if request.GET.get(name)}
    by_person = {name: figures(name, "owner", filters) for name in page.CLOSED}
    heads, rows = page.table(by_person)
    won = {by: page.bars(figures("won_revenue", by, filters)) for by in ("quarter", "region", "manager", "product")}
    context = {
        "title": _("Performance"), "facts": page.strip(filters, by_person), "heads": heads, "rows": rows, "won": won,
        "span": filters.get("closed_on", ""), "spans": page.SPANS,
        "blank": by_person["won_revenue"].total.blank,
    }  # fmt: skip
    return render(request, "insight/performance.html", context)
