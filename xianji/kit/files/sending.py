"""The bytes of a file on their way out. Whatever they hold, they run nowhere: the type is the one that was found, browsers may
not guess another, and what is shown is shown in a sandbox."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from xianji.kit.files import disk
from xianji.kit.files.finding import file_of
from xianji.kit.files.kinds import BY_NAME, DOCUMENT
from xianji.kit.files.models import Attachment
from xianji.kit.web.guard import signed_in

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
READER = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""No sandbox for a document: browsers show none inside one, and no script of a PDF reaches the page around it."""


@require_safe
@signed_in
def download(request: HttpRequest, label: str, pk: int, file: int) -> HttpResponseBase:
    """As a file, to be kept."""
    _resource, _record, found = file_of(label, pk, file)
    return sent(found)


@require_safe
@signed_in
def inline(request: HttpRequest, label: str, pk: int, file: int) -> HttpResponseBase:
    """As a picture or a document in a page; of other kinds there is nothing to show."""
    _resource, _record, found = file_of(label, pk, file)
    if not BY_NAME[found.kind].shown:
        raise Http404
    return sent(found, is_inline=True)


def sent(found: Attachment, *, is_inline: bool = False) -> FileResponse:
    """What the sandbox must not stop is told by the kind; everything else is the same for all."""
    kind = BY_NAME[found.kind]
    try:
        opened = disk.path_of(found.place).open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    headers = {
        "Content-Security-Policy": READER if is_inline and kind.shown == DOCUMENT else SANDBOX,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(opened, as_attachment=not is_inline, filename=found.name, content_type=kind.mime, headers=headers)
