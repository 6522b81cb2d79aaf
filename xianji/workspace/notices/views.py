"""One's notices, the newest first; opening one reads it; how one is told."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    go,
    page_for,
    render,
    require_GET,
    require_http_methods,
    require_POST,
    signed_in,
)
from xianji.lib import actor, whole
from xianji.workspace.notices import actions
from xianji.workspace.notices.forms import form_of
from xianji.workspace.notices.models import Wishes, kinds
from xianji.workspace.notices.wishes import of_company

LIST, OWN, COMPANY = "/workspace/notices", "/workspace/notices/settings", "/workspace/notices/defaults"
PAGE = 50


@require_GET
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """All of mine, the unread, or one kind; fifty a page."""
    show, before = request.GET.get("show", ""), whole.number(request.GET.get("before"))
    rows = actions.mine().order_by("-id")
    if show == "unread":
        rows = rows.filter(read_at=None)
    elif show in kinds():
        rows = rows.filter(kind=show)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    context = {
        "title": _("Notices"), "notices": found[:PAGE], "show": show, "kinds": kinds().values(),
        "first_href": f"?show={show}" if before else "",
        "next_href": f"?show={show}&before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }  # fmt: skip
    return render(request, "workspace/notices/list.html", context)


@require_GET
@signed_in
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """On to what it is about; it is read then."""
    notice = actions.mine().filter(pk=pk).first()
    if notice is None:
        raise Http404
    actions.read(actions.mine().filter(pk=pk))
    return HttpResponseRedirect(notice.about_href or LIST)


@require_POST
@signed_in
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """This one; its row comes back as read."""
    notice = actions.mine().filter(pk=pk).first()
    if notice is None:
        raise Http404
    actions.read(actions.mine().filter(pk=pk))
    if getattr(request, "htmx", False):
        notice.refresh_from_db()
        return render(request, "workspace/notices/row.html", {"notice": notice})
    return go(request, LIST)


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Every one that is there now."""
    count = actions.read(actions.mine())
    told = ngettext("%(count)s notice is read now.", "%(count)s notices are read now.", count) % {"count": count}
    return go(request, LIST, told if count else "")


@require_http_methods(["GET", "POST"])
@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    """One's own wishes; the secret of a new address is shown in the answer that makes it, once."""
    person = actor.current().person_id
    if person is None:
        raise Http404
    row = Wishes.objects.filter(person=person).first()
    default = of_company()
    blank = Wishes(digest_hour=default.digest_hour, quiet_from=default.quiet_from, quiet_to=default.quiet_to)
    form = form_of(row or blank, default, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "title": _("Notices"), "secret": ""}
    if request.method == "POST" and form.is_valid():
        try:
            context["secret"] = actions.settle_own(form.wishes())
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            if not context["secret"]:
                return go(request, OWN, _("Saved: %(record)s") % {"record": _("Notices")})
    return render(request, "workspace/notices/settings.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@page_for(actions.SETTLE)
def defaults(request: HttpRequest) -> HttpResponse:
    """What holds for everybody who has not said otherwise."""
    form = form_of(of_company(), None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.settle_company(form.wishes())
        return go(request, COMPANY, _("Saved: %(record)s") % {"record": _("Notices")})
    return render(request, "workspace/notices/defaults.html", {"form": form, "title": _("Notices")}, status=form.status)
