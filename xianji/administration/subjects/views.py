"""Handing out what is held about the person who asks."""

import tempfile

from xianji.administration.subjects.actions import handed_out
from xianji.administration.subjects.held import packed
from xianji.administration.subjects.models import SubjectRequest
from xianji.administration.subjects.panels import HELD
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.web.pages import FileResponse, Http404, HttpRequest, page_for, require_POST


@require_POST
@page_for("administration.subjectrequest.finish")
def held(request: HttpRequest, pk: int) -> FileResponse:
    """One archive; that it was taken stands in the journal of the request."""
    found = SubjectRequest.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    with store.whole():
        row = lock(found)
        if not HELD.open_on(row):
            raise Http404
        out = tempfile.TemporaryFile()
        packed(row.records(), out)
        handed_out(row)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"{row.number}.zip", content_type="application/zip")
