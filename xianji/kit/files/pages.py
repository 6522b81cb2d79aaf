"""Adding, showing, deleting and restoring the files of a record; each works as a plain form or link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xianji.kit.files import keeping
from xianji.kit.files.finding import file_of
from xianji.kit.files.kinds import BY_NAME
from xianji.kit.files.models import Attachment
from xianji.kit.files.panel import told
from xianji.kit.records.views import one
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in

AT_ONCE = 20


@require_POST
@signed_in
def add(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Each file for itself: those that can be taken are, the others are told with the rule."""
    resource, record = one(label, pk)
    given, refused = request.FILES.getlist("files"), []
    if not given or len(given) > AT_ONCE:
        raise Refused(_("Choose one file, or up to %(most)s at once.") % {"most": AT_ONCE})
    for file in given:
        try:
            keeping.attach(record, file.name or "", file, file.size or 0, source="web")
        except Refused as refusal:
            refused.append(str(refusal))
    count, back = len(given) - len(refused), tab_of(resource, record)
    done = ngettext("%(count)s file was added.", "%(count)s files were added.", count) % {"count": count}
    if refused:
        return go(request, back, " ".join([*([done] if count else []), *refused]), kind="error")
    return go(request, back, done)


@require_safe
@signed_in
def show(request: HttpRequest, label: str, pk: int, file: int) -> HttpResponse:
    """A picture or a document on a page of its own, with those before and behind it."""
    resource, record, found = file_of(label, pk, file)
    kind = BY_NAME[found.kind]
    if not kind.shown:
        raise Http404
    at = f"{resource.address(pk)}/files"
    context = {"resource": resource, "record": record, "file": told(found, at), "shown": kind.shown, "title": found.name,
               "back": tab_of(resource, record), **around(record, found, at)}  # fmt: skip
    return render(request, "kit/files/show.html", context)


def around(record: Any, found: Attachment, at: str) -> dict[str, str]:
    """The next newer and the next older one that can be shown."""
    rows = keeping.files_of(record).filter(kind__in=[name for name, kind in BY_NAME.items() if kind.shown])
    newer = rows.filter(pk__gt=found.pk).order_by("id").values_list("pk", flat=True).first()
    older = rows.filter(pk__lt=found.pk).values_list("pk", flat=True).first()
    return {"newer": f"{at}/{newer}/show" if newer else "", "older": f"{at}/{older}/show" if older else ""}


@require_POST
@signed_in
def delete(request: HttpRequest, label: str, pk: int, file: int) -> HttpResponse:
    """To the trash; the toast offers the way back."""
    resource, record, found = file_of(label, pk, file)
    keeping.detach(record, found, source="web")
    undo = f"{resource.address(pk)}/files/{file}/restore"
    return go(request, tab_of(resource, record), _("Deleted: %(record)s") % {"record": found}, undo=undo)


@require_POST
@signed_in
def restore(request: HttpRequest, label: str, pk: int, file: int) -> HttpResponse:
    resource, record, found = file_of(label, pk, file, trashed=True)
    keeping.reattach(record, found, source="web")
    return go(request, tab_of(resource, record), _("Restored: %(record)s") % {"record": found})


def tab_of(resource: Any, record: Any) -> str:
    return f"{resource.address(record.pk)}?tab=files"
