"""What can be done with a resource by its address: each function answers one kind of call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xianji.audit import looks
from xianji.kit import store, verbs
from xianji.kit.actions import lock
from xianji.kit.api import lines, pointers, rows
from xianji.kit.api.bodies import given
from xianji.kit.api.chosen import chosen
from xianji.kit.api.errors import answer, missing
from xianji.kit.api.etags import fresh
from xianji.kit.api.versions import matched, noted, precondition, version_of
from xianji.kit.columns import VEILED
from xianji.kit.forms.alike import finders, warnings
from xianji.kit.lines import coming
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import CALENDAR, CAP, ListQuery
from xianji.kit.records.finding import seen
from xianji.kit.refusals import NotPermitted, Refused, Sentence, Stale
from xianji.lib import actor, whole

MOST = 200
NOT_HERE = {"before", "view", "page", "layout", "fragment", *CALENDAR}


def listed(resource: Any, request: HttpRequest) -> HttpResponse:
    """One page: the filters of the list page by the same names, `sort`, `q`, `fields`, `expand`, `after`, `limit`, `count`."""
    open_kind(resource, "view")
    asked = {name: ",".join(values) for name, values in request.GET.lists()}
    if wrong := asked.keys() & NOT_HERE:
        raise BadFilter(_("“%(name)s” cannot be filtered.") % {"name": sorted(wrong)[0]})
    counted, limit = asked.pop("count", "false"), asked.pop("limit", "50")
    if counted not in {"true", "false"}:
        raise BadFilter(_("Use true or false for “count”."))
    if not 1 <= (whole.number(limit) or 0) <= MOST:
        raise BadFilter(_("“limit” must lie between 1 and %(most)s.") % {"most": MOST})
    fields = asked.pop("fields", "")
    if fields and asked.get("columns"):
        raise BadFilter(_("Send “fields” or “columns”, not both."))
    wanted = chosen(resource, fields, asked.pop("expand", ""))
    query = ListQuery(resource, asked, size=int(limit))
    items, page = rows.page_of(query, wanted.names)
    if resource.watched:
        looks.note(resource.label, [item["id"] for item in items if "id" in item])
    content: dict[str, Any] = {"items": wanted.unfolded(items), "next": page.after or None}
    if counted == "true":
        number = query.count()
        content |= {"count": min(number, CAP), "is_capped": number > CAP}
    return fresh(request, content)


def shown(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """One record, with `fields` and `expand`; its ETag begins with the version."""
    open_kind(resource, "view")
    wanted = chosen(resource, request.GET.get("fields", ""), request.GET.get("expand", ""))
    content = rows.one_of(resource, id)
    if content is None:
        raise missing()
    if resource.watched:
        looks.note(resource.label, [id])
    [content] = wanted.unfolded([wanted.narrowed(content)])
    of_lines = [name for name in resource.lines if wanted.names is None or name in wanted.names]
    content |= lines.told_of(resource, id, of_lines)
    return fresh(request, content, content["version"])


def created(resource: Any, request: HttpRequest, body: Any) -> HttpResponse:
    """A new record of one's own, or of somebody within reach."""
    open_kind(resource, "view")
    if not resource.may(actor.current(), "create"):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": resource.permission("create")})
    values, of_lines = split(resource, given(body))
    pointers.check(resource, values)
    with store.whole():
        told = warnings(resource, [resource.model(**values)])[0] if finders(resource) else []
        with coming(resource.model if of_lines else None):
            record = verbs.create(resource.model, values, source="api")
        lines.write(resource, record, of_lines)
    return now(resource, record, 201, told, Location=f"/api{resource.path}{record.pk}")


def changed(resource: Any, request: HttpRequest, id: int, body: Any) -> HttpResponse:
    """Change what is sent; the version that was read must be named, in the body or as If-Match."""
    record = found(resource, id)
    values = given(body)
    version = version_of(request, values)
    if version is None:
        told = _("Send the version that you read, here or as If-Match.")
        raise Refused(fields={"version": [Sentence.of("required", told)]})
    values, of_lines = split(resource, values)

    def work() -> Any:
        with store.whole():
            with coming(resource.model if of_lines else None):
                row = verbs.change(record, values, version=version, source="api")
            lines.write(resource, row, of_lines)
            return row

    try:
        row = noted(request, "change", record, work)
    except Stale as stale:
        stale.conflicts = conflicts(resource, id, values)
        raise
    return now(resource, row)


def deleted(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """To the trash, from where it can be restored."""
    record, version = found(resource, id), matched(request)
    noted(request, "delete", record, lambda: verbs.delete(record, version=version, source="api"))
    return HttpResponse(status=204)


def restored(resource: Any, request: HttpRequest, id: int, body: Any = None) -> HttpResponse:
    """Back from the trash."""
    record, version = found(resource, id, trashed=True), matched(request)
    if version is not None and record.version != version:
        raise precondition(request, store.stale(record, {}))
    return now(resource, noted(request, "restore", record, lambda: verbs.restore(record, source="api")))


def handed_over(resource: Any, request: HttpRequest, id: int, body: Any) -> HttpResponse:
    """To another owner; the record moves to that person's unit."""
    record, values = found(resource, id), given(body)
    to, version, reason = values["to"], version_of(request, values), values.get("reason", "")

    def work() -> Any:
        with store.whole():
            if version is not None and lock(record).version != version:
                raise store.stale(record, {})
            return verbs.hand_over(record, to, reason=reason, source="api")

    return now(resource, noted(request, "hand_over", record, work))


def acted(resource: Any, action: Any, request: HttpRequest, id: int, body: Any = None) -> HttpResponse:
    """A verb with its arguments."""
    record, values = found(resource, id), given(body)
    version = version_of(request, values)
    noted(request, action.name, record, lambda: action(record, source="api", version=version, **values))
    return now(resource, record)


def open_kind(resource: Any, verb: str) -> None:
    if not resource.may(actor.current(), verb):
        raise missing()


def found(resource: Any, pk: int, *, trashed: bool = False) -> Any:
    """The record, if the actor may see it; only `restore` sees the trash."""
    record = seen(resource.model, pk, trashed=trashed)
    if record is None:
        raise missing()
    return record


def now(resource: Any, record: Any, status: int = 200, told: list[str] | None = None, **headers: str) -> HttpResponse:
    """The record as it is stored, with what is to be told of it; only id and version when it has left the actor's sight."""
    more = {"warnings": told} if told else {}
    content = rows.one_of(resource, record.pk)
    if content is None:
        return answer({"id": record.pk, "version": record.version, **more}, status, **headers)
    content |= {**lines.told_of(resource, record.pk), **more}
    return answer(content, status, ETag=f'"{content["version"]}"', **headers)


def split(resource: Any, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Own fields, and lines; a field that is not open to the actor is refused before anything is compared."""
    fields = {name: value for name, value in values.items() if name not in resource.lines}
    seen = {column.path for column in resource.open_to(actor.current(), list(fields))}
    if closed := sorted(fields.keys() - seen):
        raise NotPermitted(_("The field “%(field)s” is not open to you.") % {"field": closed[0]})
    return fields, {name: value for name, value in values.items() if name in resource.lines}


def conflicts(resource: Any, pk: int, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """{field: (yours, theirs)} of what was sent and now stands otherwise, as the API tells them; secrets not at all."""
    theirs = resource.model.objects.filter(pk=pk).first()
    made = {}
    for column in resource.open_to(actor.current(), list(values)):
        mine, other = values[column.path], getattr(theirs, column.path, None)
        if mine != other and column.kind not in VEILED:
            made[column.path] = (rows.value_told(column, mine), rows.value_told(column, other))
    return made
