"""Many records at once on screen: ask what is missing, show what would come of it, do it, tell how far it is, take it back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.audit.models import Entry
from xianji.kit import jobs
from xianji.kit.bulk import report, stopping
from xianji.kit.bulk.asking import chosen, form_for, seen_at, sent, values_of, wanted
from xianji.kit.bulk.chosen import Chosen
from xianji.kit.bulk.deeds import deed_of, label_of
from xianji.kit.bulk.models import Bulk
from xianji.kit.bulk.preview import previewed
from xianji.kit.bulk.running import begin
from xianji.kit.bulk.undo import ABLE, may_undo, take_back
from xianji.kit.bulk.values import said
from xianji.kit.exports.views import download, named
from xianji.kit.jobs import pulse
from xianji.kit.lists.opened import open_list
from xianji.kit.lists.query import counted
from xianji.kit.merging.keeping import AT_ONCE
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import account, signed_in

SHOWN = 50
ENDED = 286
"""The status with which htmx stops asking again."""


@require_POST
@signed_in
def bulk(request: HttpRequest, label: str) -> HttpResponseBase:
    """One deed on what was chosen: asked on a page first where it needs something, and previewed."""
    resource = open_list(label)
    deed = wanted(resource, request)
    meant = chosen(resource, request, deed)
    back = safe_next(request, resource.path)
    first = list(meant.rows().filter(pk__in=meant.first(8)).order_by("pk")[:8])
    if not first:
        return go(request, back, _("No row was selected."), kind="error")
    if deed.name == "merge":
        return go(request, f"{resource.path}merge?ids={','.join(str(pk) for pk in meant.first(AT_ONCE + 1))}")
    if deed.name == "export":
        return exported(request, resource, meant)
    form = form_for(resource, deed, first[0], request)
    context = {"resource": resource, "deed": deed, "chosen": meant, "first": first, "form": form, "back": back,
               "title": deed.label, "sent": sent(request), "many": counted(meant.count)}  # fmt: skip
    if deed.needs and not ("confirmed" in request.POST and form.is_valid()):
        return render(request, "kit/bulk/ask.html", context, status=form.status)
    values = values_of(deed, form)
    reason = str(request.POST.get("reason", ""))
    if (deed.needs or meant.is_all) and "seen" not in request.POST:
        now = timezone.now()
        found = previewed(meant, deed, values, reason)
        return render(request, "kit/bulk/preview.html", {**context, "preview": found, "now": now.isoformat()})
    return told(request, begin(meant, deed, values, reason=reason, seen_at=seen_at(request)), back)


def exported(request: HttpRequest, resource: Any, meant: Chosen) -> HttpResponseBase:
    """The ticked rows as a file, or the list of that address."""
    if not meant.is_all:
        return download(request, resource, ids=[*meant.rows().values_list("pk", flat=True)])
    return HttpResponseRedirect(f"{resource.path}export.xlsx?{urlencode(meant.asked or {})}")


def told(request: HttpRequest, made: Bulk, back: str) -> HttpResponse:
    """A toast when all went well or the worker is at it, else the page with every refusal."""
    undo = made.address if made.done and may_undo(made) else ""
    if made.job is not None and made.is_open:
        return go(request, back, sentence(made), undo=made.address if made.deed in ABLE else "", watch=made.address)
    if not made.refused and made.state == "done":
        return go(request, back, sentence(made), undo=undo)
    return go(request, made.address)


def sentence(made: Bulk) -> str:
    """What was done, or how far it is."""
    name = {"deed": label_of(made.resource, made.deed)}
    if made.is_open:
        done, total = progress_of(made)
        return _("%(deed)s: %(done)s of %(total)s") % {**name, "done": f"{done:,}", "total": f"{total:,}"}
    words = ngettext("%(verb)s: %(count)s record", "%(verb)s: %(count)s records", made.done)
    return words % {"verb": name["deed"], "count": f"{made.done:,}"}


def progress_of(made: Bulk) -> tuple[int, int]:
    """(done, total), from the queue's store while it runs."""
    live = pulse.seen(made.job_id) if made.job_id and made.state == "running" else {}
    return live.get("done") or made.gone_through, live.get("total") or made.total


@require_http_methods(["GET", "POST"])
@signed_in
def done(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """What the reader did to many records at once, how far it is, and the way back for what nobody has changed since."""
    made = own(request, label, key)
    resource = made.resource
    if request.method == "POST":
        return told(request, take_back(made), safe_next(request, resource.path))
    part = request.headers.get("HX-Target") == "deed"
    status = ENDED if part and not made.is_open else 200
    return render(request, "kit/bulk/part.html" if part else "kit/bulk/done.html", context_of(made), status=status)


def context_of(made: Bulk) -> dict[str, Any]:
    resource, (so_far, total) = made.resource, progress_of(made)
    entries = Entry.objects.filter(batch=made.key, label=made.label).exclude(verb__startswith="refused:")
    first = made.undoes or made
    return {
        "said": said(resource, deed_of(resource, first.deed), first.values),
        "bulk": made, "resource": resource, "title": label_of(resource, first.deed),
        "told": sentence(made), "so_far": so_far, "total": total, "percent": min(100, so_far * 100 // total) if total else 0,
        "left_out": made.left_out.order_by("id")[:SHOWN] if made.refused else [], "shown": SHOWN,
        "entries": entries.order_by("id")[:SHOWN] if made.done else [], "may_undo": may_undo(made) and made.gone_through > 0,
        "undone": made.undone.first(), "is_verb": made.deed not in {*ABLE, "restore", "undo"},
    }  # fmt: skip


@require_GET
@signed_in
def progress(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """For the toast: one sentence that leads to the page; asked for again until it has ended."""
    made = own(request, label, key)
    words = sentence(made)
    if not made.is_open and made.refused:
        words += " · " + ngettext("%(count)s left out", "%(count)s left out", made.refused) % {"count": f"{made.refused:,}"}
    link = format_html('<a class="link" href="{}">{}</a>', made.address, words)
    return HttpResponse(link, status=200 if made.is_open else ENDED)


@require_POST
@signed_in
def stop(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """No further part is begun; what is done stays."""
    made = own(request, label, key)
    stopping.stop(made)
    return go(request, made.address)


@require_POST
@signed_in
def again(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """Go on behind what is done already."""
    made = own(request, label, key)
    if made.job is not None and not made.undone.exists():
        jobs.retry(made.job)
    return go(request, made.address)


@require_GET
@signed_in
def errors(request: HttpRequest, label: str, key: str, kind: str) -> HttpResponseBase:
    """Every record that was left out, with the rule and what was given."""
    made = own(request, label, key)
    if kind not in report.KINDS:
        raise Http404
    name = _("Left out") + f" {timezone.localdate():%Y-%m-%d}.{kind}"
    return named(report.written(made, kind), kind, f"{made.resource.slug}-left-out", name)


def own(request: HttpRequest, label: str, key: str) -> Bulk:
    """What one did oneself; what others did does not exist."""
    open_list(label)
    found = Bulk.objects.select_related("job", "undoes").filter(key=key, label=label, user=account(request).pk).first()
    if found is None:
        raise Http404
    return found


