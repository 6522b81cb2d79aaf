"""The heat map, and the risks of a record of any kind."""

from django.db.models import F
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, page_for, render, require_GET, require_http_methods
from xianji.lib import actor
from xianji.risk.risks import rules
from xianji.risk.risks.matrix import BEFORE, NOW, matrix, titles
from xianji.risk.risks.models import LEVEL_TONES, Risk
from xianji.workspace.about import new_about, subject_of

PAGE, VIEW, CREATE = "/risk/map", f"{Risk.label()}.view", f"{Risk.label()}.create"
FIELDS = ["title", "category", "event", "cause", "owner"]
MOST = 8


@require_GET
@page_for(VIEW)
def heat_map(request: HttpRequest) -> HttpResponse:
    """Over the list, where it comes a moment later, and as a page of its own."""
    which = BEFORE if request.GET.get("which") == BEFORE else NOW
    modes = [{"href": f"{PAGE}?which={key}", "label": label, "current": key == which} for key, label in titles().items()]
    context = {
        "title": _("Heat map of risks"), "map": matrix(which), "modes": modes, "list_href": registry.resource_of(Risk).path,
    }  # fmt: skip
    return render(request, "risk/map.html" if request.headers.get("HX-Target") == "riskmap" else "risk/map_page.html", context)


@require_GET
@page_for(VIEW)
def of_record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The open risks about a record, as far as the reader may see them: a part of its page, or a page."""
    resource, record = subject_of(label, pk)
    if record is None:
        raise Http404
    found = Risk.objects.filter(about_label=label, about_id=pk, state__in=rules.OPEN)
    rows = list(found.order_by(F("left_score").desc(nulls_first=True), "pk")[: MOST + 1])
    context = {
        "resource": resource, "record": record, "risks": rows[:MOST], "more": len(rows) > MOST,
        "title": Risk._meta.verbose_name_plural,
        "new_href": f"{request.path}/new" if actor.current().may(CREATE) else "", "tones": LEVEL_TONES,
        "path": registry.resource_of(Risk).path,
    }  # fmt: skip
    return render(request, "risk/of_record.html" if request.headers.get("HX-Request") else "risk/of_record_page.html", context)


@require_http_methods(["GET", "POST"])
@page_for(CREATE)
def new_of_record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    return new_about(request, Risk, FIELDS, (label, pk), _("A risk about this"))
