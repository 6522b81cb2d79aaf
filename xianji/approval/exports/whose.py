"""The page on which a found file says whose export it was."""

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.approval.exports.tracing import LARGEST, text_of, whose
from xianji.kit.records.finding import is_seen
from xianji.kit.refusals import Refused
from xianji.kit.registry import CommonRight
from xianji.kit.web.pages import HttpRequest, HttpResponse, page_for, render, require_http_methods

TRACE = "approval.export.trace"
RIGHT = CommonRight(TRACE, gettext_lazy("Find out whose export a file is"), {"ADM LEG": "a"})
LONGEST = 1_000_000
"""Letters that are pasted."""


@require_http_methods(["GET", "POST"])
@page_for(TRACE)
def page(request: HttpRequest) -> HttpResponse:
    """A file or some pasted rows go in; who took them, when and what for comes out. Nothing of it is kept."""
    context: dict[str, Any] = {"title": _("Whose file is this?"), "text": "", "refused": "", "found": None}
    if request.method == "POST":
        try:
            context["found"] = [(one, is_seen(one.export)) for one in whose(asked(request))]
        except Refused as refusal:
            context["refused"] = refusal.message
    return render(request, "approval/whose.html", context, status=422 if context["refused"] else 200)


def asked(request: HttpRequest) -> str:
    """What is to be looked into."""
    file, text = request.FILES.get("file"), str(request.POST.get("text", ""))[:LONGEST]
    if file is None and not text.strip():
        raise Refused(_("Choose a file, or paste some rows of it."))
    return text + (text_of(io.BytesIO(file.read(LARGEST + 1)), str(request.POST.get("password", ""))) if file is not None else "")
