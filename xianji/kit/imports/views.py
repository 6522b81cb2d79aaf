"""Import on screen: choose the file, say what the columns are, read the report, load, take back."""

import uuid
from typing import Any

from django.conf import settings
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.kit import registry
from xianji.kit.imports import flow, undo
from xianji.kit.imports.choices import ORDER_NAMES, choices_of, date_orders, first_rows, mapping_from, unclear_dates
from xianji.kit.imports.doubts import answered, doubts_of
from xianji.kit.imports.load import digest
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.imports.reading import Unreadable
from xianji.kit.imports.wording import told
from xianji.kit.imports.workbook import error_workbook
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.lib import actor

PAGE = 50
ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030 (GBK)", "big5hkscs": "Big5", "utf-16": "UTF-16",
             "cp1252": "Windows-1252", "mac_roman": "Mac Roman"}  # fmt: skip


def own(key: str) -> Batch:
    """One's own import; those of others do not exist."""
    batch = Batch.objects.filter(key=key, user_id=actor.current().user_id or 0).first()
    if batch is None:
        raise Http404
    return batch


def open_resources() -> list[Any]:
    """What the actor may import."""
    who = actor.current()
    return [r for r in registry.resources.values() if r.importable and r.may(who, "import")]


@require_GET
@signed_in
def batches(request: HttpRequest) -> HttpResponse:
    """My imports, the newest first."""
    rows = Batch.objects.filter(user_id=actor.current().user_id or 0).defer("report", "mapping").order_by("-id")[:PAGE]
    named = [{"batch": row, "resource": registry.resources.get(row.label)} for row in rows]
    return render(request, "kit/imports/batches.html", {"rows": named, "resources": open_resources(), "title": _("Imports")})


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """The file, and what its rows are."""
    resources = open_resources()
    chosen = request.POST.get("object") or request.GET.get("object") or ""
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        resource = next((r for r in resources if r.label == chosen), None)
        if resource is None or file is None:
            problem = _("Choose what the rows are, and a file.")
        elif (file.size or 0) > settings.IMPORT_MAX_BYTES:
            problem = _("The file is larger than %(mb)s MB.") % {"mb": settings.IMPORT_MAX_BYTES // 2**20}
        else:
            try:
                return go(request, f"{keep_file(resource, file).address}/columns")
            except Unreadable as unreadable:
                problem = told(unreadable)
    context = {"resources": resources, "chosen": chosen, "problem": problem, "title": _("Import")}
    return render(request, "kit/imports/new.html", context, status=422 if problem else 200)


def keep_file(resource: Any, file: File, **options: Any) -> Batch:
    """Store the upload under a name of ours and propose a mapping; an unreadable file is not kept."""
    name, who = (file.name or "file")[-200:], actor.current().user_id
    batch = Batch(key=uuid.uuid4().hex, label=resource.label, file_name=name, user_id=who, options=options)
    ending = name.rpartition(".")[2].lower()[:5] if "." in name else "txt"
    batch.file.save(f"{batch.key}.{ending if ending.isalnum() else 'txt'}", file, save=False)
    flow.path_of(batch).chmod(0o600)
    batch.sha256 = digest(flow.path_of(batch))
    try:
        batch.mapping = flow.proposed(batch).as_dict()
    except Unreadable:
        batch.file.delete(save=False)
        raise
    batch.save()
    return batch


@require_http_methods(["GET", "POST"])
@signed_in
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """What each column is; then the check starts."""
    batch = own(key)
    if batch.state in (Batch.State.DONE, Batch.State.UNDONE):
        return go(request, batch.address)
    problem, asked = "", {}
    table = flow.table_of(batch)
    if request.method == "POST":
        resource = registry.resource_of(batch.label)
        try:
            if differently(batch, table, request.POST):
                return go(request, f"{batch.address}/columns")
            mapping = mapping_from(request.POST, table.columns, Mapping.of(batch.mapping))
            batch.mapping = mapping.as_dict()
            batch.save(update_fields=["mapping"])
            asked = unclear_dates(resource, table, mapping)
            if not asked:
                return go(request, flow.start(batch, dry_run=True))
            problem = _("Of some dates the order of day and month must be said; see the marked columns.")
        except (Refused, Unreadable) as refusal:
            problem = told(refusal) if isinstance(refusal, Unreadable) else str(refusal)
    return columns_page(request, batch, table, problem, asked)


def differently(batch: Batch, table: Any, posted: Any) -> bool:
    """Whether another sheet or encoding was chosen: then the file is read again and guessed anew."""
    sheet, encoding = posted.get("sheet", ""), posted.get("encoding", "")
    wanted = {name: said for name, said in (("sheet", sheet), ("encoding", encoding)) if said}
    if (sheet or table.sheet) == table.sheet and encoding == batch.options.get("encoding", ""):
        return "reread" in posted
    batch.options = wanted
    batch.mapping = flow.proposed(batch).as_dict()
    batch.save(update_fields=["options", "mapping"])
    return True


def columns_page(request: HttpRequest, batch: Batch, table: Any, problem: str, asked: Any) -> HttpResponse:
    """The columns, their samples and what they become; 422 when something must be said first."""
    resource, mapping = registry.resource_of(batch.label), Mapping.of(batch.mapping)
    context = {
        "batch": batch, "resource": resource, "table": table, "problem": problem, "title": batch.file_name,
        "columns": choices_of(resource, table, mapping, asked), "mapping": mapping, "orders": date_orders(),
        "fields": flow.field_choices(resource), "notes": [told(note) for note in table.notes],
        "encodings": ENCODINGS, "encoding": batch.options.get("encoding", ""), "first": first_rows(table),
        "order_names": ORDER_NAMES,
    }  # fmt: skip
    return render(request, "kit/imports/columns.html", context, status=422 if problem else 200)


@require_GET
@signed_in
def report(request: HttpRequest, key: str) -> HttpResponse:
    """What the check found or the load did."""
    batch = own(key)
    if not batch.report:
        return go(request, f"{batch.address}/columns")
    resource = registry.resource_of(batch.label)
    doubts = doubts_of(resource, batch.report) if batch.state == Batch.State.REFUSED and batch.file else []
    context = {"batch": batch, "resource": resource, "report": batch.report, "title": batch.file_name,
               "doubts": doubts, "lines": lines_of(resource) if batch.file else None}  # fmt: skip
    return render(request, "kit/imports/report.html", context)


@require_POST
@signed_in
def values(request: HttpRequest, key: str) -> HttpResponse:
    """What single values mean; then the file is checked again."""
    batch = own(key)
    if batch.state != Batch.State.REFUSED:
        return go(request, batch.address)
    batch.mapping = answered(request.POST, batch.report, Mapping.of(batch.mapping)).as_dict()
    batch.save(update_fields=["mapping"])
    return go(request, flow.start(batch, dry_run=True))


@require_POST
@signed_in
def load(request: HttpRequest, key: str) -> HttpResponse:
    """Load what was checked."""
    batch = own(key)
    if batch.state != Batch.State.CHECKED or batch.report.get("errors"):
        raise Refused(_("Only a file without errors can be imported."))
    return go(request, flow.start(batch, dry_run=False))


def lines_of(resource: Any) -> Any:
    """The kind of the lines of these records, where the actor may import them."""
    kinds = {resource.model._meta.get_field(name).related_model for name in resource.lines}
    return next((one for one in open_resources() if one.model in kinds), None)


@require_POST
@signed_in
def lines(request: HttpRequest, key: str) -> HttpResponse:
    """The file that brought records once more, for their lines."""
    batch = own(key)
    kind = lines_of(registry.resource_of(batch.label))
    if kind is None or not batch.file:
        raise Http404
    with batch.file.open() as file:
        made = keep_file(kind, File(file, batch.file_name), **batch.options)
    return go(request, f"{made.address}/columns")


@require_POST
@signed_in
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Undo the whole import."""
    batch = own(key)
    done = undo.undo(batch)
    return go(request, batch.address, _("Taken back: %(deleted)s deleted, %(restored)s restored") % done)


@require_GET
@signed_in
def errors(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file again as a workbook, with the reason in each wrong cell."""
    batch = own(key)
    file = error_workbook(flow.table_of(batch), batch.report)
    return FileResponse(file, as_attachment=True, filename=f"{batch.file_name.rpartition('.')[0]}-errors.xlsx")
