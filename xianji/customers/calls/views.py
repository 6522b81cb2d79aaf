"""The telephone worklist: one lead after the other, with what to say, and its outcome by one tap or key."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xianji.audit.journal import Event, record
from xianji.customers.calls import queue, rules
from xianji.customers.consents import calling
from xianji.customers.leads.models import Lead, called
from xianji.customers.touches.models import Touch
from xianji.kit import verbs
from xianji.kit.refusals import Refused
from xianji.kit.said import sentence
from xianji.kit.web.pages import (
    Dial,
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    render,
    require_GET,
    require_POST,
)
from xianji.lib import actor, whole
from xianji.lib.text import mask_phone
from xianji.org.days.calendar import work_calendar

HERE, MAY = "/customers/calls", "customers.touch.create"
SKIPPED, LONGEST = 50, 2_000
KEYS = {"connected": "1", "no_answer": "2", "callback": "3", "refused": "4"}
ICONS = {"connected": "check", "no_answer": "phone-off", "callback": "clock", "refused": "hand-stop"}


@require_GET
@page_for(MAY)
def page(request: HttpRequest) -> HttpResponse:
    """The next one; `skip` names those that are left for later, `lead` one that is wanted."""
    skipped = whole.numbers(request.GET.get("skip", "").split(","))[-SKIPPED:]
    rows = queue.waiting(actor.current().person_id).select_related("campaign", "region")
    lead = rows.filter(pk=whole.number(request.GET.get("lead"))).first()
    lead = lead or rows.exclude(pk__in=skipped).first()
    return render(request, "customers/calls.html", context(lead, skipped))


def context(lead: Lead | None, skipped: list[int], given: Any = None, problem: str = "") -> dict[str, Any]:
    """What the screen needs; `given` is what was typed where it was refused."""
    told: dict[str, Any] = {
        "title": _("Telephone worklist"), "count": queue.count(actor.current().person_id), "most": queue.MOST, "lead": lead,
        "here": HERE, "given": given or {}, "problem": problem, "off_hours": calling.off_hours(timezone.now()),
    }  # fmt: skip
    if lead is None:
        return told
    return told | {
        "phone": mask_phone(lead.mobile), "skip": ",".join(map(str, [*skipped, lead.pk])), "unknown": unknown(lead),
        "script": lead.campaign.script if lead.campaign else "",
        "last": queue.tried(lead),
        "outcomes": [(value, Touch.Outcome(value).label, key, ICONS[value]) for value, key in KEYS.items()],
        "times": [
            ("", _("As usual")), (rules.HOUR, _("In an hour")), (rules.TOMORROW, _("Tomorrow")),
            (rules.THREE_DAYS, _("In 3 days")), (rules.WEEK, _("Next week")),
        ],
    }  # fmt: skip


def unknown(lead: Lead) -> list[str]:
    """What is still to be asked."""
    return [called(name) for name in ("need", "budget", "part", "wanted_on") if not getattr(lead, name)]


@require_GET
@page_for(MAY)
def dial(request: HttpRequest, pk: int) -> HttpResponse:
    """The number goes to the telephone and not onto the screen; the journal tells that it was taken."""
    lead = queue.waiting(actor.current().person_id).filter(pk=pk).first()
    if lead is None or calling.off_hours(timezone.now()):
        raise Http404
    record(Event("reveal", lead.label(), lead.pk, str(lead)[:200], reason=sentence(gettext_noop("Dialled"))), source="web")
    request.session["dialled"] = {"lead": lead.pk, "at": timezone.now().isoformat()}
    return Dial(lead.mobile)


@require_POST
@page_for(MAY)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The outcome is written down, and the next one comes."""
    lead = queue.waiting(actor.current().person_id).filter(pk=pk).select_related("campaign", "region").first()
    if lead is None:
        return go(request, HERE, _("This lead is no longer on your list."), kind="error")
    try:
        verbs.create(Touch, values_of(request, lead), source="web")
    except Refused as refusal:
        return render(request, "customers/calls.html", context(lead, [], request.POST, refusal.message), status=refusal.status)
    request.session.pop("dialled", None)
    return go(request, HERE, _("Written down: %(lead)s") % {"lead": lead})


def values_of(request: HttpRequest, lead: Lead) -> dict[str, Any]:
    outcome, now = request.POST.get("outcome", ""), timezone.now()
    if outcome not in Touch.Outcome.values:
        raise Refused(_("Choose what came of the call."))
    return {
        "lead": lead, "channel": Touch.Channel.CALL, "outcome": outcome, "at": now, "seconds": seconds(request, lead, now),
        "note": request.POST.get("note", "").strip()[:LONGEST], "next_step_at": chosen(request, outcome, now),
    }  # fmt: skip


def seconds(request: HttpRequest, lead: Lead, now: datetime) -> int | None:
    """As typed, else since the number was dialled."""
    minutes = whole.number(request.POST.get("minutes", "").strip(), 3)
    if minutes is not None:
        return minutes * 60
    dialled = request.session.get("dialled") or {}
    since = parse_datetime(dialled["at"]) if dialled.get("lead") == lead.pk else None
    return int((now - since).total_seconds()) if since else None


def chosen(request: HttpRequest, outcome: str, now: datetime) -> datetime | None:
    """The moment that was typed or tapped, else what usually follows."""
    typed = parse_datetime(request.POST.get("at", ""))
    if typed is not None:
        moment = timezone.make_aware(typed) if timezone.is_naive(typed) else typed
        if moment <= now:
            raise Refused(_("The next talk lies in the past."))
        return moment
    choice = request.POST.get("when", "") or rules.USUAL[outcome]
    return rules.next_at(choice, timezone.localtime(now), work_calendar().add_workdays)
