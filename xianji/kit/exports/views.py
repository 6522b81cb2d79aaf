"""The download of a list: at once, or by the worker where there are many rows; each one is written into the journal."""

import tempfile
from typing import IO, Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianji.audit.journal import Event, record_many
from xianji.kit import ports, registry
from xianji.kit.exports import gate, jobs
from xianji.kit.exports.order import KINDS, Order
from xianji.kit.exports.writers import is_offered, write_one
from xianji.kit.jobs.models import Job
from xianji.kit.records import page
from xianji.kit.records.holding import Holding
from xianji.kit.records.revealing import REVEAL, must_have_room
from xianji.kit.refusals import Blocked
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.lib import actor

OPTIONS = {"bom", "headers"}
AT_ONCE = 10_000
"""So many rows take a second; more are made by the worker."""


@require_GET
@signed_in
def export(request: HttpRequest, label: str, kind: str) -> HttpResponseBase:
    """`…/export.csv?…` and the like: the list of the same address. `headers=names`, `bom=1`."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "view") or not resource.may(actor.current(), "export"):
        raise Http404
    if not is_offered(resource, kind):
        raise Http404
    return download(request, resource, kind)


@require_GET
@signed_in
def export_one(request: HttpRequest, label: str, pk: int, kind: str) -> HttpResponseBase:
    """`…/7/export.pdf` and the like: everything of one record, also its lines; written into its journal."""
    resource = registry.resource_of(label)
    permission = resource.permission(needed(kind))
    record = page.found(resource, pk)
    if record is None or not Holding(record, actor.current()).may(permission) or not is_offered(resource, kind):
        raise Http404
    guarded = [one.path for one in resource.open_to(actor.current(), resource.names) if one.guard] if kind != "vcf" else []
    if found := ports.objections(permission, [record], {"guarded": guarded}):
        raise Blocked(found)
    jobs.must_stay()
    if kind == "vcf":
        must_have_room()
    out = tempfile.TemporaryFile()
    shown = write_one(out, resource, record, kind, bom=request.GET.get("bom") == "1")
    events = [Event("export", resource.label, pk, f"{record} .{kind}"[:200])]
    events += [Event(REVEAL, resource.label, pk, str(record)[:200], reason=name) for name in shown]
    record_many(events, source="web")
    out.seek(0)
    return named(out, kind, f"{resource.slug}-{pk}", f"{record}.{kind}")


def download(request: HttpRequest, resource: Any, kind: str = "xlsx", ids: list[int] | None = None) -> HttpResponseBase:
    """The file itself, written first, so that a slow reader holds no database cursor; or the job that makes it."""
    asked = {name: str(value) for name, value in request.GET.items() if name not in OPTIONS and ids is None}
    wanted = Order(
        resource.label, kind, asked, request.GET.get("headers") == "names", request.GET.get("bom") == "1", ids
    )
    jobs.must_be_allowed(wanted)
    if address := gate.asks(wanted):
        return go(request, address)
    return handed_out(request, wanted, kind != "pdf" and wanted.selection().found()[: AT_ONCE + 1].count() > AT_ONCE)


def handed_out(request: HttpRequest, wanted: Order, is_large: bool) -> HttpResponseBase:
    """The file at once; one of very many rows is made by the worker."""
    if is_large:
        job = jobs.begin(wanted)
        return go(request, f"/jobs/{job.pk}", _("These are many rows; the file can be fetched here when it is made."))
    out = tempfile.TemporaryFile()
    wanted.fill(out)
    out.seek(0)
    return answer(out, wanted)


@require_GET
@signed_in
def fetch(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file that the worker has made for this person, who may still export such things; once, as what was fetched is gone."""
    job = Job.objects.filter(user=request.user.pk, kind=jobs.JOB, state="done", order__file=name).first()
    if job is None:
        raise Http404
    wanted = Order(**job.order["what"])
    jobs.must_be_allowed(wanted)
    try:
        file = jobs.taken(name)
    except FileNotFoundError as problem:
        raise Http404 from problem
    if wanted.sealed:
        jobs.forget_password(job)
    return answer(file, wanted)


def needed(kind: str) -> str:
    """The card of one person holds nothing that the page does not show to who may see it."""
    return "view" if kind == "vcf" else "export"


def answer(file: IO[bytes], wanted: Order) -> FileResponse:
    return named(file, wanted.kind, wanted.resource.slug, wanted.file_name)


def named(file: IO[bytes], kind: str, plain: str, name: str) -> FileResponse:
    """A download under its name, and under a plain one for programs that read no other."""
    told = f"attachment; filename=\"{plain}.{kind}\"; filename*=UTF-8''{quote(name, safe='')}"
    response = FileResponse(file, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = told  # afterwards: what is given before gives way to the file's own name
    return response
