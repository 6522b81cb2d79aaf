"""The screen of performance."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianji.insight.performance import page
from xianji.kit.metrics import figures
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, may_lag, render, signed_in
from xianji.lib import actor

PERMISSION = "insight.see_performance"


@require_GET
@signed_in
@may_lag
def performance(request: HttpRequest) -> HttpResponse:
    """Figures over the rows one may see; each opens its list."""
    if not actor.current().may(PERMISSION):
        raise Http404
    filters = {name: request.GET[name] for name in ("closed_on", "unit", "product") if request.GET.get(name)}
    by_person = {name: figures(name, "owner", filters) for name in page.CLOSED}
    heads, rows = page.table(by_person)
    quarters = figures("won_revenue", "quarter", filters)
    won = {by: page.bars(figures("won_revenue", by, filters)) for by in ("region", "manager", "product")}
    context = {
        "title": _("Performance"), "facts": page.strip(filters, by_person), "earned": page.in_books(filters), "heads": heads,
        "rows": rows, "won": won,
        "quarters": page.quarters(quarters), "ticks": page.ticks(quarters),
        "totals": [page.shown(f.total, f.metric.unit) for f in by_person.values()],
        "span": filters.get("closed_on", ""), "spans": page.SPANS,
        "blank": by_person["won_revenue"].total.blank,
    }  # fmt: skip
    return render(request, "insight/performance.html", context)
