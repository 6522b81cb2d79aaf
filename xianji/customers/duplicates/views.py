"""The page that tells whether a company is here already, and the job that compares all files."""

from django.db.models import Max
from django.utils.translation import gettext as _

from xianji.customers.duplicates.looking import JOB
from xianji.customers.duplicates.models import DuplicateCase, DuplicateLook
from xianji.customers.duplicates.panels import open_case
from xianji.customers.duplicates.resource import COMPARE
from xianji.customers.duplicates.searching import ask, left
from xianji.kit import registry
from xianji.kit.jobs import start
from xianji.kit.jobs.models import Job
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    HttpRequest,
    HttpResponse,
    KitForm,
    forms,
    go,
    page_for,
    render,
    require_GET,
    require_http_methods,
    require_POST,
)
from xianji.lib import actor

SEARCH = "customers.duplicatesearch.create"


@require_http_methods(["GET", "POST"])
@page_for(SEARCH)
def check(request: HttpRequest) -> HttpResponse:
    """A search is sent, never an address: what was asked for stays out of histories and logs."""
    typed = forms.CharField(label=_("Name, phone or number"), max_length=120)
    form = KitForm(request.POST if request.method == "POST" else None, {"typed": typed})
    answer = None
    if form.is_valid():
        try:
            answer = ask(form.cleaned_data["typed"])
        except Refused as refusal:
            form.add_refusal(refusal)
    who = actor.current()
    cases = registry.resource_of(DuplicateCase)
    context = {
        "title": _("Check for duplicates"), "form": form, "answer": answer, "left": answer.left if answer else left(who),
        "may_create": who.may("customers.customer.create"), "may_compare": who.may(COMPARE),
        "cases": cases.path if cases.may(who, "view") else "",
        "looked_at": DuplicateLook.objects.aggregate(last=Max("at"))["last"],
    }  # fmt: skip
    return render(request, "customers/duplicates/check.html", context, status=form.status)


@require_GET
@page_for("customers.duplicatecase.view")
def other(request: HttpRequest, pk: int) -> HttpResponse:
    """The note on a customer's page that another file may be of the same company."""
    return render(request, "customers/duplicates/other.html", open_case(pk))


@require_POST
@page_for(COMPARE)
def compare_all(request: HttpRequest) -> HttpResponse:
    """Once at a time: whoever asks again is led to the job that runs."""
    running = Job.objects.filter(kind=JOB, state__in=["waiting", "running"]).first()
    if running is not None and running.user_id != actor.current().user_id:
        return go(request, "/customers/check", _("All files are being compared already."))
    made = running or start(JOB, _("Compare all customer files"))
    return go(request, f"/jobs/{made.pk}")
