"""The agenda, and its feed for other calendars."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.calendars.entries import Entry
from xianji.kit.calendars.spans import DAY, span_of
from xianji.kit.calendars.views import EACH, sheet
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    render,
    require_GET,
    require_http_methods,
)
from xianji.lib import actor
from xianji.org.actors import actor_of
from xianji.org.company.settled import company
from xianji.org.models import User
from xianji.workspace.agenda import rules
from xianji.workspace.agenda.actions import make, reader, revoke
from xianji.workspace.agenda.mine import agenda
from xianji.workspace.agenda.models import Feed

VIEW = "workspace.activity.view"
BACK, AHEAD = timedelta(days=90), timedelta(days=365)
MOST = 2000
"""Events of one source in a feed; the latest are left out."""
GUESSES, READS = (20, 300), (120, 3600)
"""So many wrong secrets from one address, and so many readings of one feed, in so many seconds."""


@require_GET
@page_for(VIEW)
def page(request: HttpRequest) -> HttpResponse:
    """What of mine is when, all kinds together."""
    span = span_of(request.GET.dict())
    found, rest = agenda(span.first, span.last, EACH[span.kind])
    shown = sheet(span, found, request.GET)
    maker = registry.resource_of(VIEW.rpartition(".")[0])
    lists = {**shown["day_hrefs"], **(rest if span.kind == DAY else {})}
    told = {**shown, "rest": lists, "is_mixed": True, "title": _("Agenda"), "is_maker": maker.may(actor.current(), "create")}
    return render(request, "workspace/agenda.html", {**told, "maker": maker})


@require_http_methods(["GET", "POST"])
@page_for(VIEW)
def settings(request: HttpRequest) -> HttpResponse:
    """The feed of one's own account; its address is shown once, in the answer that makes it."""
    user, address = User.objects.get(pk=actor.current().user_id or 0), ""
    if request.method == "POST" and request.POST.get("do") == "revoke":
        revoke(user)
        return go(request, request.path, _("The address is revoked. Calendars that read it get nothing any more."))
    if request.method == "POST":
        secret = make(user)
        address = request.build_absolute_uri(f"/workspace/agenda/{Feed.objects.get(user=user).pk}/{secret}.ics")
    feed = Feed.objects.filter(user=user).first()
    return render(request, "workspace/feed.html", {"feed": feed, "address": address, "back": BACK.days, "ahead": AHEAD.days})


@require_GET
def feed(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """The agenda of whoever made this address, as that person may see it now."""
    user = reader(pk, secret)
    wait = tried(f"feed.{pk}", *READS) if user else tried(f"feed.wrong.{address_of(request)}", *GUESSES)
    if wait:
        return HttpResponse(_("Too often; please wait."), status=429, headers={"Retry-After": f"{wait}"})
    if user is None:
        raise Http404
    who = actor_of(user)
    with actor.acting(who), translation.override(user.language or company().language):
        today = timezone.localdate()
        found, _rest = agenda(today - BACK, today + AHEAD, MOST, MOST) if who.may(VIEW) else (None, None)
        entries = [entry for day in sorted(found.entries) for entry in found.entries[day]] if found else []
        name = _("Agenda of %(person)s") % {"person": who.name}
        body = rules.feed(name, [event(request, entry) for entry in entries])
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="agenda.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def event(request: HttpRequest, entry: Entry) -> rules.Event:
    """An entry of the agenda; its name never changes, so that a moved one is known again."""
    title = entry.title if entry.at else _("%(title)s (%(field)s)") % {"title": entry.title, "field": entry.column.label}
    uid = f"{entry.resource.label}.{entry.pk}.{entry.column.path}@xianji"
    told = "\n".join(part for part in (entry.link, entry.state) if part)
    return rules.Event(uid, entry.value, title, entry.changed, request.build_absolute_uri(entry.href), told, entry.minutes)
