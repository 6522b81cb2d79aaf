"""Pages of the pools: one tap to claim, a closer look, how fairly things are taken, and what other rules would do."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from xianji.customers.pool import fairness, limits, looking, simulating
from xianji.customers.pool.actions import claim
from xianji.customers.pool.deciding import terms_on
from xianji.customers.pool.models import KINDS, Pool, PoolEntry
from xianji.customers.pool.subjects import subject_of, subjects
from xianji.kit import registry
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.starting import start
from xianji.kit.records.finding import is_seen, seen
from xianji.kit.records.views import act
from xianji.kit.refusals import Refused, WrongState
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    render,
    require_GET,
    require_http_methods,
    require_POST,
)
from xianji.lib import actor, whole
from xianji.org.models import Person

VIEW = PoolEntry.label() + ".view"
HERE = "/customers/pool/"


@require_http_methods(["GET", "POST"])
@page_for(f"{PoolEntry.label()}.claim")
def take_or_ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One tap; without scripts and from elsewhere it is asked on a page first, as any verb."""
    return take(request, pk) if request.method == "POST" else act(request, PoolEntry.label(), pk, "claim")


def take(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of what one has got, or back to the list with the reason why not."""
    entry = PoolEntry.unscoped.filter(pk=pk).select_related("pool").first()
    if entry is None or not is_seen(entry):
        raise Http404
    back = request.POST.get("next", "")
    try:
        if entry.deleted_at is not None:
            raise WrongState(entry.gone())
        claim(entry, source="web")
    except Refused as refusal:
        return go(request, back if back.startswith(HERE) else HERE, refusal, kind="error")
    subject = subject_of(entry)
    record = getattr(entry, subject.link)
    told = _("Yours: %(record)s. Follow it up soon.") % {"record": record}
    return go(request, registry.resource_of(subject.model).address(record.pk), told)


@require_POST
@page_for(VIEW)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    entry = seen(PoolEntry, pk)
    if entry is None:
        raise Http404
    looking.look(entry)
    return go(request, f"{HERE}{pk}")


@require_GET
@page_for(VIEW)
def measure(request: HttpRequest) -> HttpResponse:
    """What one may still take today: a strip over the list, which comes late."""
    person = Person.objects.filter(pk=actor.current().person_id).first()
    kind = request.GET.get("kind", "")
    there = set(Pool.objects.values_list("subject", flat=True))
    told = [one for name in subjects if name in there for one in limits.allowances(person, name, kind)] if person else []
    shown = [one for one in told if kind or one.claims or one.held]
    return render(request, "customers/pool/measures.html", {"allowances": shown, "beside": kind})


@require_GET
@page_for(f"{Pool.label()}.view")
def fair(request: HttpRequest) -> HttpResponse:
    pools = list(Pool.objects.order_by("name", "pk")[:50])
    chosen = next((one for one in pools if str(one.pk) == request.GET.get("pool", "")), None)
    days = next((span for span in fairness.SPANS if str(span) == request.GET.get("days", "")), 30)
    context = {
        "title": _("Who took what"), "pools": pools, "pool": chosen, "days": days, "spans": fairness.SPANS,
        "may_try": actor.current().may(f"{Pool.label()}.hand_over"),
        "kinds": [(kind, label) for kind, label in KINDS if kind != "lead" or "leads" in subjects],
        **fairness.read(chosen, days),
    }  # fmt: skip
    return render(request, "customers/pool/fairness.html", context)


@require_http_methods(["GET", "POST"])
@page_for(f"{Pool.label()}.hand_over")
def simulate(request: HttpRequest) -> HttpResponse:
    """What other rules would do, before anybody saves them: at once, or by the worker where there is much to look at."""
    name = request.POST.get("subject") or request.GET.get("subject") or "customers"
    if name not in subjects:
        raise Http404
    order, problems = ordered(request.POST, name)
    found: Any = None
    if request.method == "POST" and not problems:
        if simulating.is_large(subjects[name]):
            job = start(simulating.JOB, _("What other rules of the pool would do"), {"subject": name, "rules": order})
            return go(request, f"/jobs/{job.pk}")
        found = simulating.foresee(name, order).kept()
    elif request.GET.get("found") == "last":
        mine = Job.objects.filter(kind=simulating.JOB, state="done", user=actor.current().user_id or 0, order__subject=name)
        job = mine.order_by("-pk").first()
        found, order = (job.result["foreseen"], job.order["rules"]) if job else (None, order)
    context = {
        "title": _("Try other rules"), "subject": name, "subjects": [Pool.Subject(one) for one in subjects],
        "rows": tried_rows(name, order, request.POST), "drafts": list(simulating.drafts()), "found": found, "problems": problems,
        "version": str(order.get("version", "")), "horizon": simulating.HORIZON, "kinds": dict(KINDS),
        "path": registry.resource_of(subjects[name].model).path,
    }  # fmt: skip
    return render(request, "customers/pool/simulate.html", context, status=422 if problems else 200)


def kinds_of(name: str) -> list[tuple[str, Any]]:
    return [(kind, label) for kind, label in KINDS if (kind == "lead") is (name == "leads")]


def ordered(posted: Any, name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures that were typed, and what is wrong with them."""
    if (version := whole.number(posted.get("version"))) is not None:
        return {"version": version}, {}
    order: dict[str, Any] = {}
    problems = {}
    for kind, _label in kinds_of(name):
        for field in simulating.TRIED:
            text = posted.get(f"{kind}.{field}", "").strip()
            days = whole.number(text)
            if text and (days is None or not 1 <= days <= 3650):
                told = _("“%(value)s” is not a number of days from 1 to 3,650.")
                problems[f"{kind}.{field}"] = told % {"value": text}
            elif text:
                order.setdefault(kind, {})[field] = days
    return order, problems


def tried_rows(name: str, order: dict[str, Any], posted: Any) -> list[dict[str, Any]]:
    """Kind by kind the figures in force, and those that are tried."""
    now, rows = terms_on(), []
    for kind, label in kinds_of(name):
        terms = now(kind, "A" if kind == "lead" else "")
        cells = [
            {"name": f"{kind}.{field}", "now": getattr(terms, field), "value": typed(posted, order, kind, field)}
            for field in simulating.TRIED
        ]
        if terms.recycles:
            rows.append({"label": label, "cells": cells})
    return rows


def typed(posted: Any, order: dict[str, Any], kind: str, field: str) -> Any:
    return posted.get(f"{kind}.{field}") or order.get(kind, {}).get(field, "")
