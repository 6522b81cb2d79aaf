"""One deed for many records, done by the worker: asked for, looked at, stopped, taken back; as on the screen, with its rights."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from xianji.kit.api import reading
from xianji.kit.api.beside import TAGS_READ
from xianji.kit.api.bodies import GREATEST, Part, body, given
from xianji.kit.api.bulk import Call, an_object
from xianji.kit.api.described import asked, extra
from xianji.kit.api.errors import answer, missing
from xianji.kit.api.invalid import refused
from xianji.kit.api.operations import open_kind
from xianji.kit.api.shapes import Shape
from xianji.kit.bulk import undo
from xianji.kit.bulk.chosen import MOST, Chosen
from xianji.kit.bulk.deeds import Deed, deed_of, together_fields
from xianji.kit.bulk.models import Bulk
from xianji.kit.bulk.running import begin
from xianji.kit.bulk.stopping import stop
from xianji.kit.bulk.views import progress_of
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import CAP
from xianji.kit.marks.words import written
from xianji.kit.refusals import NotPermitted, Refused, Sentence
from xianji.lib import actor

PAGE = 200
COUNT: Shape = {"type": "integer", "minimum": 0}
AT: Shape = {"type": ["string", "null"], "format": "date-time"}
STATES = ["waiting", "running", "done", "failed", "stopped"]
ID: Shape = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
MAYBE: Shape = {**ID, "type": ["string", "null"]}


def shapes() -> dict[str, Shape]:
    """{name: shape} of what is told."""
    job = {
        "id": ID, "do": {"type": "string"}, "state": {"enum": STATES}, "done": COUNT, "same": COUNT, "left_out": COUNT,
        "gone_through": {**COUNT, "description": "Records that have been dealt with, whatever came of it."},
        "total": {**COUNT, "type": ["integer", "null"], "description": "Null until it is known."},
        "created_at": AT, "ended_at": AT, "undoes": MAYBE, "undone_by": MAYBE,
    }  # fmt: skip
    row = {"record": {"type": "integer"}, "title": {"type": "string"}, "rule": {"type": "string"}, "field": {"type": "string"},
           "given": {"type": "string"}, "message": {"type": "string"}}  # fmt: skip
    onward: Shape = {"type": ["integer", "null"], "description": "For `after`; null at the end."}
    rows = {"type": "array", "items": whole(row)}
    return {"BulkJob": whole(job), "BulkLeftOut": whole({"items": rows, "next": onward})}


def whole(members: dict[str, Shape]) -> Shape:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def offer(to: Any, path: str, name: str, calls: dict[str, Call]) -> None:
    """Register what every resource has; `calls` knows how the body of each deed is read."""
    names = [one for one in calls if one not in {"create", "restore"}] + (["tag"] if to.resource.marks else [])
    wanted = job_body(name, sorted(names))
    add = partial(register, to, f"{path}/bulk/jobs")
    after = asked("after", {**COUNT, "maximum": GREATEST}, "What `next` of the page before said.")
    add("POST", "", "begin_bulk", partial(begun, calls), "BulkJob", 202, body=(wanted, ...))
    add("GET", "/{key}", "bulk_job", shown, "BulkJob", key=str)
    add("GET", "/{key}/left_out", "bulk_left_out", left_out, "BulkLeftOut", more=[after], key=str)
    add("POST", "/{key}/stop", "stop_bulk", stopped, "BulkJob", key=str)
    add("POST", "/{key}/undo", "undo_bulk", taken_back, "BulkJob", 202, key=str)


def job_body(name: str, names: list[str]) -> type[BaseModel]:
    one: Shape = {"type": "integer", "minimum": 1, "maximum": GREATEST}
    ids: Shape = {"type": "array", "minItems": 1, "maxItems": MOST, "items": one}
    where: Shape = {"type": "object", "additionalProperties": {"type": "string"},
                    "description": "Filters, and `q`, as the list takes them; {} is all that the caller sees."}  # fmt: skip
    told: Shape = {"type": "object", "description": "As the operation of that name alone takes it, without a version."}
    seen: Shape = {"type": "string", "format": "date-time", "description": "What was changed after this moment is left out."}
    return body(f"{name}BulkJob", [
        Part("do", lambda value: reading.one_of(names, value), {"enum": names, "title": "Do"}, True),
        Part("ids", some_ids, ids), Part("where", words, where), Part("body", an_object, told),
        Part("seen_at", reading.moment, seen),
    ])  # fmt: skip


def some_ids(value: Any) -> list[int]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST:
        raise reading.broken("ids", _("Send from 1 to %(most)s ids.") % {"most": MOST})
    return [reading.whole(one, 1, GREATEST) for one in value]


def words(value: Any) -> dict[str, str]:
    return {reading.text(name, 100): reading.text(text, 2000) for name, text in an_object(value).items()}


def register(to: Any, path: str, method: str, below: str, kind: str, work: Callable[..., HttpResponse], shape: str,
             status: int = 200, more: list[Shape] | None = None, **types: Any) -> None:  # fmt: skip
    from xianji.kit.api.built import bound

    told = extra(to.resource, method, "bulk", status)
    told["parameters"] += more or []
    told["responses"][status] = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}}
    view = bound(partial(work, to.resource), **types)
    described = getattr(work, "func", work).__doc__ or ""
    to.router.add_api_operation(f"{path}{below}", [method], view, operation_id=f"{to.name}_{kind}",
                                summary=f"{to.resource.title}: {kind.replace('_', ' ')}", description=described,
                                response={status: None}, openapi_extra=told)  # fmt: skip


def begun(calls: dict[str, Call], resource: Any, request: HttpRequest, body: Any) -> HttpResponse:
    """Have the worker do one deed to up to 500 ids, or to all that match `where` when it is done."""
    open_kind(resource, "view")
    sent = given(body)
    if ("ids" in sent) == ("where" in sent):
        told = _("Send either “ids” or “where”.")
        raise Refused(fields={"where": [Sentence.of("required", told)]})
    deed = deed_of(resource, sent["do"])
    if deed is None:
        permission = resource.permission(sent["do"])
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": permission})
    values, reason = read(resource, deed, calls, sent.get("body", {}))
    meant = matching(resource, sent["where"]) if "where" in sent else Chosen(resource, ids=sent["ids"])
    made = begin(meant, deed, values, reason=reason, seen_at=sent.get("seen_at"), source="api", waits=False)
    return answer(told_of(made), 202, Location=f"/api{made.resource.path}bulk/jobs/{made.key}")


def matching(resource: Any, where: dict[str, str]) -> Chosen:
    """All that fit these filters; a word that is none is refused, as it would mean more records than were asked for."""
    meant = Chosen.all_that_match(resource, where)
    if wrong := sorted(where.keys() - (meant.asked or {}).keys()):
        raise BadFilter(_("“%(name)s” cannot be filtered.") % {"name": wrong[0]})
    return meant


def read(resource: Any, deed: Deed, calls: dict[str, Call], sent: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """(values, reason) of a deed, by the body that its own operation takes."""
    shape = TAGS_BODY if deed.name == "tag" else calls[deed.name].body
    if shape is None:
        if sent:
            raise Refused(fields={"body": [Sentence.of("unknown_field", _("This takes no body."))]})
        return {}, ""
    try:
        values = given(shape.model_validate(sent))
    except ValidationError as problem:
        raise refused(problem.errors(include_url=False)) from problem
    open_ones = {column.path for column in together_fields(resource)} if deed.name == "change" else set(values) - {"version"}
    if wrong := sorted(values.keys() - open_ones):
        told = _("“%(field)s” cannot be given to many records at once.") % {"field": wrong[0]}
        raise Refused(fields={wrong[0]: [Sentence.of("unknown_field", told)]})
    if deed.name == "change" and not values:
        raise Refused(fields={"body": [Sentence.of("required", _("Send the fields that are to be changed."))]})
    own = deed.action.parameters if deed.action is not None else ()
    reason = "" if "reason" in own else values.pop("reason", "")
    return ({"tags": written(values["tags"])} if deed.name == "tag" else values), reason


TAGS_BODY = body("BulkTags", [TAGS_READ])


def own(resource: Any, key: str) -> Bulk:
    """What the caller asked for; what others did does not exist."""
    open_kind(resource, "view")
    mine = Bulk.objects.select_related("job", "undoes").filter(label=resource.label, user_id=actor.current().user_id or 0)
    return mine.filter(key=key).first() or _gone()


def _gone() -> Any:
    raise missing()


def shown(resource: Any, request: HttpRequest, key: str) -> HttpResponse:
    """How far it is, and what has come of it."""
    return answer(told_of(own(resource, key)))


def left_out(resource: Any, request: HttpRequest, key: str) -> HttpResponse:
    """The records that were left out, 200 at a time: by which rule, what was given, and why in the caller's language of then."""
    made, after = own(resource, key), request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 20 and int(after) <= GREATEST):
        raise BadFilter(_("“%(value)s” is not a record id.") % {"value": after[:50]})
    rows = list(made.left_out.filter(pk__gt=int(after)).order_by("pk")[: PAGE + 1])
    items = [{"record": one.record_id, "title": one.title, "rule": one.rule, "field": one.field, "given": one.given,
              "message": one.message} for one in rows[:PAGE]]  # fmt: skip
    return answer({"items": items, "next": rows[PAGE - 1].pk if len(rows) > PAGE else None})


def stopped(resource: Any, request: HttpRequest, key: str) -> HttpResponse:
    """No further part is begun; what is done stays."""
    made = own(resource, key)
    stop(made)
    return answer(told_of(own(resource, key)))


def taken_back(resource: Any, request: HttpRequest, key: str) -> HttpResponse:
    """Stop what is still to come and put back what nobody has changed since; the answer is the job that does it."""
    made = undo.take_back(own(resource, key))
    return answer(told_of(made), 202, Location=f"/api{resource.path}bulk/jobs/{made.key}")


def told_of(made: Bulk) -> dict[str, Any]:
    so_far, total = progress_of(made)
    ended, undone = made.ended_at or made.stopped_at, made.undone.first()
    return {
        "id": made.key, "do": made.deed, "state": made.state, "done": made.done, "same": made.same, "left_out": made.refused,
        "gone_through": so_far, "total": total if total <= CAP or so_far else None, "created_at": made.created_at.isoformat(),
        "ended_at": ended.isoformat() if ended else None, "undoes": made.undoes.key if made.undoes else None,
        "undone_by": undone.key if undone else None,
    }  # fmt: skip


