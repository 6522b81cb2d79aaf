"""I am away: from when, until when, and who decides meanwhile. Everybody's own."""

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.approval.absences.models import Absence
from xianji.kit import registry, verbs
from xianji.kit.forms.build import form_of
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    render,
    require_http_methods,
    require_POST,
)
from xianji.lib import actor

HERE = "/account/away/"
FIELDS = ["from_on", "to_on", "deputy", "note"]
SHOWN = 20


@require_http_methods(["GET", "POST"])
@page_for("approval.absence.create")
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own absences, and the form for one more."""
    who = actor.current()
    if who.person_id is None:
        raise Http404
    form = form_of(registry.resource_of(Absence), posted=request.POST if request.method == "POST" else None, names=FIELDS)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.create(Absence, {**form.values(), "owner_id": who.person_id}, source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("%(person)s decides for you from %(first)s to %(last)s.")
            return go(request, HERE, told % {"person": made.deputy, "first": made.from_on, "last": made.to_on})
    rows = Absence.objects.filter(owner=who.person_id).select_related("deputy").order_by("-from_on")[:SHOWN]
    context = {"form": form, "absences": rows, "today": timezone.localdate(), "title": _("I am away")}
    return render(request, "approval/away.html", context, status=form.status)


@require_POST
@page_for("approval.absence.delete")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back earlier, or not going: the absence is taken back."""
    found = Absence.objects.filter(pk=pk, owner=actor.current().person_id or 0).first()
    if found is None:
        raise Http404
    verbs.delete(found, source="web")
    return go(request, HERE, _("The absence is taken back; you decide yourself again."))
