"""The page on which a person decides what answers for each clause of a version."""

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, page_for, render
from xianji.lib import actor, whole
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import actions, page
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.models import Version


@require_http_methods(["GET", "POST"])
@page_for("policy.clause.view")
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who reads the regulation sees it; whoever may put a version into force decides."""
    version = Version.objects.select_related("regulation").filter(pk=pk).first()
    if version is None:
        raise Http404
    problem: Refused | None = None
    if request.method == "POST":
        try:
            return _decided(request, version)
        except Refused as refusal:
            problem = refusal
    found = page.rows(version)
    done, asked = page.progress(found)
    offers = [one for row in found for one in row.offers]
    likely = [one for one in offers if (one.likeness or 0) >= page.LIKELY]
    context = {
        "title": _("Coverage"), "version": version, "rows": found, "done": done, "asked": asked, "problem": problem,
        "may_decide": actor.current().may(actions.PERMISSION), "is_draft": version.state == Version.State.DRAFT,
        "offers": len(offers), "likely": len(likely), "least": page.LIKELY, "whys": Coverage.Why.choices,
        "open_only": request.GET.get("open") == "1", "choosing": request.GET.get("choose", ""), "controls": page.controls(),
        "control_of": page.control_of, "given": request.POST,
    }  # fmt: skip
    return render(request, "policy/coverage.html", context, status=problem.status if problem else 200)


def _decided(request: HttpRequest, version: Version) -> HttpResponse:
    """One deed, then back to the place from which it was done; the toast takes it back."""
    asked = request.POST
    try:
        told, made = _done(asked, version, request.GET.get("rows", "") or asked.get("reopen", ""))
    except IntegrityError as twice:
        raise Refused(_("Somebody else has just decided on this clause. Look at the page again.")) from twice
    undo = ""
    if made and version.state == Version.State.DRAFT:
        undo = f"/policy/coverage/{version.pk}?rows={','.join(map(str, made))}"
    place = f"#c{asked.get('at')}" if asked.get("at") else ""
    return go(request, f"/policy/coverage/{version.pk}{'?open=1' if asked.get('open') else ''}{place}", told, undo)


def _done(asked: Any, version: Version, again: str) -> tuple[str, list[int]]:
    """What was done, in words, and the rows that it made or confirmed."""
    own = actions.rows_of(version).select_related("policy_version")
    before = set(own.filter(state=Coverage.State.CONFIRMED).values_list("pk", flat=True))
    if asked.get("do") == "suggest":
        many = actions.suggest(version)
        return ngettext("%(count)s suggestion", "%(count)s suggestions", many) % {"count": many}, []
    if again:
        actions.withdraw(own.filter(pk__in=whole.numbers(again.split(","))))
        return _("Open again"), []
    ticked = clauses_of(version, asked.getlist("clause"))
    if asked.get("confirm"):
        actions.confirm(own.filter(pk__in=whole.numbers([asked["confirm"]])))
    elif asked.get("do") == "confirm":
        actions.confirm(own.filter(clause__in=ticked))
    elif asked.get("do") == "confirm_likely":
        actions.confirm(own.filter(likeness__gte=_percent(asked.get("least", ""))))
    elif asked.get("match"):
        _match(version, asked)
    elif asked.get("do") == "sign":
        if not ticked:
            raise Refused(_("Tick the clauses that have no control."))
        actions.sign(ticked, asked.get("why", ""), asked.get("reason", ""))
    made = sorted(set(own.filter(state=Coverage.State.CONFIRMED).values_list("pk", flat=True)) - before)
    return ngettext("%(count)s clause decided", "%(count)s clauses decided", len(made)) % {"count": len(made)}, made


def _match(version: Version, asked: Any) -> None:
    clause = clauses_of(version, [asked["match"]]).first()
    if clause is None or not asked.get("control"):
        raise Refused(_("Choose a control."))
    actions.match(clause, asked["control"])


def clauses_of(version: Version, keys: list[str]) -> Any:
    return Clause.objects.select_related("policy_version").filter(policy_version=version, pk__in=whole.numbers(keys))


def _percent(text: str) -> int:
    found = whole.number(text)
    if found is None or not 1 <= found <= 100:
        told = _("“%(value)s” is not a percentage. Use a whole number from 1 to 100.") % {"value": text}
        raise Refused("", {"least": [told]})
    return found
