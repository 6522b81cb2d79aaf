"""Reading the regulation: the clause in Song type, its place in the whole, its controls and its history."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xianji.kit import registry
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, go, render, signed_in
from xianji.lib import actor
from xianji.policy.clauses.models import Clause
from xianji.policy.versions import loading
from xianji.policy.versions.models import Version
from xianji.policy.versions.panels import clauses_of

MOST_BYTES = 20 * 2**20


@require_GET
@signed_in
def reading(request: HttpRequest) -> HttpResponse:
    """To the first clause of the version in force; without one, what to do first."""
    if not actor.current().may("policy.clause.view"):
        raise Http404
    version = Version.in_force().first()
    first = Clause.objects.filter(policy_version=version).order_by("place").first() if version else None
    if first is not None:
        return HttpResponseRedirect(f"/policy/clauses/{first.pk}")
    drafts = Version.objects.filter(state=Version.State.DRAFT).select_related("regulation").order_by("-pk")[:5]
    context = {"title": _("Regulation"), "drafts": drafts, "may_load": actor.current().may("policy.version.create")}
    return render(request, "policy/first.html", context)


@require_GET
@signed_in
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    """One clause with the chapters at its left."""
    row = Clause.objects.select_related("policy_version__regulation").filter(pk=pk).first()
    if row is None:
        raise Http404
    rows = clauses_of(row.policy_version)
    place = next(at for at, one in enumerate(rows) if one.pk == pk)
    context = {
        "title": row.caption, "clause": row, "version": row.policy_version, "chapters": chapters(rows),
        "before": rows[place - 1] if place else None, "after": rows[place + 1] if place + 1 < len(rows) else None,
        "parts": [one for one in rows if one.number.startswith(f"{row.number}.")],
        "above": [one for one in rows if row.number.startswith(f"{one.number}.")],
        "controls": [c for c in registry.controls.values() if c.clause.rstrip("abcdefgh") == row.number.lstrip("X")],
        "others": others(row), "may_change": row.policy_version.state == "draft" and actor.current().may("policy.clause.change"),
    }  # fmt: skip
    return render(request, "policy/clause.html", context)


def chapters(rows: list[Clause]) -> list[dict[str, Any]]:
    """Clauses under their chapters, for the list at the left."""
    made: list[dict[str, Any]] = []
    for row in rows:
        if row.level == 1 or not made:
            made.append({"clause": row, "rows": []})
        else:
            made[-1]["rows"].append(row)
    return made


def others(row: Clause) -> list[Clause]:
    """The same number in other versions of the same regulation, the youngest first."""
    found = Clause.objects.filter(number=row.number, policy_version__regulation=row.policy_version.regulation_id)
    return list(
        found.exclude(pk=row.pk).select_related("policy_version__regulation").order_by("-policy_version_id")[:10]
    )


@require_http_methods(["GET", "POST"])
@signed_in
def load(request: HttpRequest) -> HttpResponse:
    """Load a file, or start with the regulation that ships; both give a draft to look at."""
    if not actor.current().may("policy.version.create"):
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            version = _loaded(request)
            return go(
                request, f"/policy/versions/{version.pk}", _("Read. Please look through it before it takes effect.")
            )
        except Refused as refusal:
            problem = refusal.message
    context = {"title": _("Load a regulation"), "problem": problem}
    return render(request, "policy/load.html", context, status=422 if problem else 200)


def _loaded(request: HttpRequest) -> Version:
    if request.POST.get("default"):
        return loading.load_default(get_language() or "zh-hans")
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("Choose a file."))
    if (file.size or 0) > MOST_BYTES:
        raise Refused(_("The file is larger than %(mb)s MB.") % {"mb": MOST_BYTES // 2**20})
    return loading.load(file.name or "", file.read(), request.POST.get("name", "").strip())
