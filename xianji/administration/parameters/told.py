"""Parameters and answers of tables for programs: read with the token of somebody who may see the rulebook."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import SEE
from xianji.kit.api.errors import answer, missing
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.parameters.declared import parameters
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide, in_force
from xianji.rulebook.tables.declared import declared
from xianji.rulebook.tables.examining import fact


@web.require_GET
def listed(request: web.HttpRequest) -> web.HttpResponse:
    """Every parameter with its value `on` a day, today by default."""
    allow()
    on = day_of(request)
    items = [
        {
            "key": one.key, "label": str(one.label), "kind": one.kind, "clauses": list(one.clauses),
            "value": plain(value(one.key, on)), "told": one.told(value(one.key, on)), "recommended": plain(one.default),
        }
        for one in parameters.values()
    ]  # fmt: skip
    return answer({"on": on.isoformat(), "items": items})


@web.require_GET
def asked(request: web.HttpRequest, name: str) -> web.HttpResponse:
    """What a table says to the facts in the address, typed as in a test run; with the rows and the version that gave it."""
    allow()
    if name not in declared:
        raise missing()
    on = day_of(request)
    _number, compiled = in_force(name, on)
    facts, wrong = {}, {}
    for column in compiled.content.inputs:
        try:
            facts[column.key] = fact(column, request.GET.get(column.key, ""))
        except Unreadable as problem:
            wrong[column.key] = [str(problem)]
    if unknown := request.GET.keys() - facts.keys() - wrong.keys() - {"on"}:
        wrong |= {key: [_("The table does not ask for “%(fact)s”.") % {"fact": key}] for key in unknown}
    if wrong:
        raise Refused("", wrong)
    try:
        found = decide(name, on, **facts)
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal
    told = {key: plain(one) for key, one in found.items()}
    return answer({"table": name, "version": found.version, "rows": list(found.rows), "href": found.href, "answers": told})


def allow() -> None:
    if not actor.current().may(SEE):
        raise NotPermitted(_("You may not see the rulebook."))


def day_of(request: web.HttpRequest) -> date:
    text = request.GET.get("on", "")
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        told = _("“%(value)s” is not a date. Use a day such as 2026-03-01.") % {"value": text}
        raise Refused("", {"on": [told]}) from None


def plain(given: Any) -> Any:
    """As JSON: figures as text, so that none is rounded on its way."""
    if isinstance(given, Decimal):
        return f"{given.normalize():f}"
    return [plain(one) for one in given] if isinstance(given, tuple) else given
