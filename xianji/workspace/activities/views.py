"""Writing down what was said or done about a record."""

from django.utils.translation import gettext as _

from xianji.kit import verbs
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    render,
    require_http_methods,
    safe_next,
    signed_in,
)
from xianji.lib import actor
from xianji.workspace.about import subject_of
from xianji.workspace.activities.models import Activity
from xianji.workspace.activities.panel import blank


@require_http_methods(["GET", "POST"])
@signed_in
def about(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """GET is the form as a page, for those without scripts and after a refusal; POST writes and leads back."""
    resource, record = subject_of(label, pk)
    if record is None or not actor.current().may("workspace.activity.create"):
        raise Http404
    form = blank(request.POST if request.method == "POST" else None, request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.create(Activity, {**form.values(), "about_label": label, "about_id": pk}, source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("Written down: %(activity)s") % {"activity": made}
            return go(request, safe_next(request, f"{resource.address(pk)}#timeline"), told)
    context = {"form": form, "resource": resource, "record": record, "title": _("Write down an activity"), "glyph": "check"}
    over = request.headers.get("HX-Target") == "verb"
    template = "kit/act_dialog.html" if over else "workspace/about_form.html"
    return render(request, template, context, status=422 if form.is_refused else 200)
