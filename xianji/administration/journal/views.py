"""The screens of the journal: the list, one entry, proving it, erasing a value."""

from dataclasses import asdict

from django.utils.translation import gettext as _

from xianji.administration.journal import page, proving
from xianji.administration.journal.words import VERBS
from xianji.audit.erasing import NothingToErase, erase
from xianji.audit.models import Entry
from xianji.kit.web import pages as web
from xianji.lib import actor

LIST = "/administration/journal"


@web.require_GET
@web.page_for(page.SEE)
def journal(request: web.HttpRequest) -> web.HttpResponse:
    """Fifty entries a page, newest first."""
    asked = page.Asked(**{name: request.GET.get(name, "").strip() for name in asdict(page.Asked())})
    rows, more = page.page(asked)
    further = request.GET.copy()
    further["before"] = str(more)
    newest = request.GET.copy()
    newest.pop("before", None)
    context = {
        "title": _("Journal"), "rows": rows, "asked": asked, "kinds": page.kinds(), "verbs": VERBS,
        "next_href": f"?{further.urlencode()}" if more else "", "first_href": f"?{newest.urlencode()}" if asked.before else "",
        "may_verify": actor.current().may(page.SEE_WHOLE), "proof": proving.last(), "is_filtered": any(asdict(asked).values()),
    }  # fmt: skip
    return web.render(request, "administration/journal.html", context)


@web.require_GET
@web.page_for(page.SEE)
def entry(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    found = known(pk)
    is_open = (found.label, found.record_id) in page.visible([found])
    context = {
        "entry": found, "line": page.line(found, is_open), "changes": page.changes(found, is_open), "back": LIST,
        "title": _("Entry %(number)s") % {"number": found.pk}, "may_erase": actor.current().may(page.ERASE),
    }  # fmt: skip
    return web.render(request, "administration/entry.html", context)


@web.require_POST
@web.page_for(page.ERASE)
def erase_value(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    """One value goes, with the reason; the chain stays valid."""
    found = known(pk)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return web.go(request, f"{LIST}/{pk}", _("An erasure needs a reason."), kind="error")
    try:
        erase(found, request.POST.get("field", ""), reason)
    except NothingToErase as problem:
        raise web.Http404 from problem
    return web.go(request, f"{LIST}/{pk}", _("The value is erased."))


@web.require_POST
@web.page_for(page.SEE_WHOLE)
def verify(request: web.HttpRequest) -> web.HttpResponse:
    """At once for a short journal, else as a job."""
    if proving.is_long():
        return web.go(request, f"/jobs/{proving.later().pk}")
    report = proving.prove()
    told = proving.told(report)
    return web.go(request, LIST, told, kind="error" if report.problems else "success")


def known(pk: int) -> Entry:
    found = page.open_entries().filter(pk=pk).first()
    if found is None:
        raise web.Http404
    return found
