"""The filter editor of a list: a page that works without scripts, and a dialog over the list where they run."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xianji.kit.lists.asked import SAFE
from xianji.kit.lists.opened import open_list
from xianji.kit.lists.query import MARKS, RESERVED
from xianji.kit.lists.sieve import AT, Row, edited, from_address, from_form, names_of, problem_of, shown
from xianji.kit.lists.wording import label_of
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in


@require_GET
@signed_in
def sieve(request: HttpRequest, label: str) -> HttpResponse:
    """`do` says which button was pressed; without it the list's own address is shown, or a form sent by Ctrl Enter taken."""
    resource, asked = open_list(label), request.GET
    is_sent = any(AT.fullmatch(name) for name in asked)
    do = asked.get("do") or ("show" if is_sent else "")
    kept = {name: str(value) for name, value in asked.items() if name in RESERVED - MARKS and value}
    problem = ""
    if not is_sent and not do:
        made = from_address(resource, asked)
    else:
        made = edited(from_form(resource, asked), do)
    if do == "show" and not (problem := problem_of(resource, made)):
        return go(request, f"{resource.path}?{urlencode({**kept, **made.words()}, safe=SAFE)}")
    if not any(True for _row in made.rows()):
        made.groups[0][0].append(Row(is_new=True))
    context = {"resource": resource, "kept": kept, "groups": shown(resource, made), "problem": problem,
               "fields": [(name, label_of(resource, name)) for name in names_of(resource)],
               "back": f"{resource.path}?{urlencode(words_before(made, kept), safe=SAFE)}"}  # fmt: skip
    part = request.headers.get("HX-Target") in {"verb", "sieve"}
    return render(request, "kit/sieve_dialog.html" if part else "kit/sieve_page.html", context, status=422 if problem else 200)


def words_before(made: Any, kept: dict[str, str]) -> dict[str, str]:
    try:
        return {**kept, **made.words()}
    except Refused:
        return kept
