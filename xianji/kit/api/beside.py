"""What stands beside a record: its comments, files and tags, each at an address below the record's own, with its rights."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from xianji.kit.api import reading
from xianji.kit.api.bodies import GREATEST, Part, body, given
from xianji.kit.api.described import asked, extra
from xianji.kit.api.errors import Malformed, answer, missing
from xianji.kit.api.operations import found, noted
from xianji.kit.api.shapes import Shape
from xianji.kit.comments import keeping as comments
from xianji.kit.files import keeping as files
from xianji.kit.files.sending import sent
from xianji.kit.lists.filters import BadFilter
from xianji.kit.marks import keeping as marks
from xianji.kit.marks.words import LONGEST, MOST
from xianji.kit.refusals import Refused

PAGE = 50
WHOLE: Shape = {"type": "integer", "minimum": 1}
WHO: Shape = {"anyOf": [{"$ref": "#/components/schemas/Link"}, {"type": "null"}]}
AT: Shape = {"type": "string", "format": "date-time"}
TAGS: Shape = {"type": "array", "maxItems": MOST, "items": {"type": "string", "minLength": 1, "maxLength": LONGEST}}
TAGS_READ = Part("tags", lambda value: words(value), TAGS, True)
TEXT = Part("text", lambda value: reading.text(value, comments.LONGEST),
            {"type": "string", "minLength": 1, "maxLength": comments.LONGEST}, True)  # fmt: skip


def shapes() -> dict[str, Shape]:
    """{name: shape} of what is told."""
    comment = {"id": WHOLE, "text": {"type": "string"}, "by": WHO, "at": AT, "edited_at": {**AT, "type": ["string", "null"]}}
    file = {"id": WHOLE, "name": {"type": "string"}, "kind": {"type": "string"}, "size": WHOLE, "by": WHO, "at": AT,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}  # fmt: skip
    onward: Shape = {"type": ["integer", "null"], "description": "For `before`; null at the end."}
    tags: Shape = {"tags": {"type": "array", "items": {"type": "string"}}}
    made = {"Comment": whole(comment), "File": whole(file), "Tags": whole(tags)}
    made["CommentList"] = whole({"items": listed("Comment"), "next": onward})
    return {**made, "FileList": whole({"items": listed("File")})}


def whole(members: dict[str, Shape]) -> Shape:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def listed(name: str) -> Shape:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def offer(to: Any, path: str, identity: Any) -> None:
    """Register what this resource has, with the one who registers everything."""
    resource = to.resource
    words_sent, tags_sent = body("CommentNew", [TEXT]), body("TagsChange", [TAGS_READ])
    add = partial(register, to, path)
    if resource.comments:
        before = asked("before", {**WHOLE, "maximum": GREATEST}, "What `next` of the page before said.")
        add("GET", "comments", "comments", comments_told, "CommentList", more=[before], id=identity)
        add("POST", "comments", "comment", commented, "Comment", 201, id=identity, body=(words_sent, ...))
        add("DELETE", "comments/{part}", "delete_comment", uncommented, "", 204, id=identity, part=identity)
    if resource.files:
        add("GET", "files", "files", files_told, "FileList", id=identity)
        add("POST", "files", "attach", attached, "File", 201, id=identity)
        add("GET", "files/{part}", "file", file_sent, "", id=identity, part=identity)
        add("DELETE", "files/{part}", "detach", detached, "", 204, id=identity, part=identity)
    if resource.marks:
        add("GET", "tags", "tags", tags_told, "Tags", id=identity)
        add("PATCH", "tags", "tag", tagged, "Tags", id=identity, body=(tags_sent, ...))


def register(to: Any, path: str, method: str, below: str, kind: str, work: Callable[..., Any], shape: str, status: int = 200,
             more: list[Shape] | None = None, **types: Any) -> None:  # fmt: skip
    from xianji.kit.api.built import bound

    told = extra(to.resource, method, "view", status)
    told["parameters"] += more or []
    if shape:
        told["responses"][status] = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}}
    elif status == 200:
        told["responses"][status] = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
    if kind == "attach":
        form = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
        told["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    view = bound(partial(work, to.resource), **types)
    title = f"{to.resource.title}: {kind.replace('_', ' ')}"
    to.router.add_api_operation(f"{path}/{below}", [method], view, operation_id=f"{to.name}_{kind}", summary=title,
                                description=work.__doc__ or "", response={status: None}, openapi_extra=told)  # fmt: skip


def comments_told(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """The newest first, fifty at a time."""
    rows, before = comments.comments_of(found(resource, id)).select_related("made_by"), request.GET.get("before", "")
    if before:
        if not (before.isascii() and before.isdigit() and len(before) < 20 and int(before) <= GREATEST):
            raise BadFilter(_("“%(value)s” is not a record id.") % {"value": before[:50]})
        rows = rows.filter(pk__lt=int(before))
    items = list(rows[: PAGE + 1])
    onward = items[PAGE - 1].pk if len(items) > PAGE else None
    return answer({"items": [comment_told(one) for one in items[:PAGE]], "next": onward})


def commented(resource: Any, request: HttpRequest, id: int, body: Any) -> HttpResponse:
    """Say something to everybody who may see the record; `@name` or `@number` tells somebody, who must see it too."""
    record, text = found(resource, id), given(body)["text"]
    made = noted(request, "comment", record, lambda: comments.comment(record, text, source="api"))
    return answer(comment_told(made), 201)


def uncommented(resource: Any, request: HttpRequest, id: int, part: int) -> HttpResponse:
    """To the trash; one's own only."""
    record = found(resource, id)
    one = comments.comments_of(record).filter(pk=part).first() or gone()
    noted(request, "delete_comment", record, lambda: comments.delete(record, one, source="api"))
    return HttpResponse(status=204)


def files_told(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """All of them, the newest first."""
    rows = files.files_of(found(resource, id)).select_related("added_by")
    return answer({"items": [file_told(one) for one in rows]})


def attached(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """A file as the part `file` of a form, up to 5 MB in all; larger ones by the screen. Name and content must agree."""
    record = found(resource, id)
    try:
        given_file = request.FILES.get("file")
    except (MultiPartParserError, SuspiciousOperation, UnicodeError) as problem:
        raise Malformed(_("The form cannot be read.")) from problem
    if given_file is None:
        raise Refused("", {"file": [_("Send a file as the part “file” of a form (multipart/form-data).")]})
    name, size = given_file.name or "", given_file.size or 0
    made = noted(request, "attach", record, lambda: files.attach(record, name, given_file, size, source="api"))
    return answer(file_told(made), 201)


def file_sent(resource: Any, request: HttpRequest, id: int, part: int) -> HttpResponseBase:
    """The bytes, under the type that was found in them."""
    return sent(files.files_of(found(resource, id)).filter(pk=part).first() or gone())


def detached(resource: Any, request: HttpRequest, id: int, part: int) -> HttpResponse:
    """To the trash."""
    record = found(resource, id)
    one = files.files_of(record).filter(pk=part).first() or gone()
    noted(request, "detach", record, lambda: files.detach(record, one, source="api"))
    return HttpResponse(status=204)


def tags_told(resource: Any, request: HttpRequest, id: int) -> HttpResponse:
    """In the order in which they were given."""
    return answer({"tags": marks.names_of(found(resource, id))})


def tagged(resource: Any, request: HttpRequest, id: int, body: Any) -> HttpResponse:
    """Exactly these tags, and no others."""
    record, names = found(resource, id), given(body)["tags"]
    after = noted(request, "tag", record, lambda: marks.settle(record, ",".join(names), source="api"))
    return answer({"tags": after})


def words(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise ValueError(_("This must be a list of texts."))
    return [reading.text(one, LONGEST) for one in value]


def gone() -> Any:
    raise missing()


def comment_told(one: Any) -> dict[str, Any]:
    edited = one.edited_at.isoformat() if one.edited_at else None
    return {"id": one.pk, "text": one.text, "by": link(one.made_by), "at": one.made_at.isoformat(), "edited_at": edited}


def file_told(one: Any) -> dict[str, Any]:
    return {"id": one.pk, "name": one.name, "kind": one.kind, "size": one.size, "by": link(one.added_by),
            "at": one.added_at.isoformat(), "sha256": one.digest}  # fmt: skip


def link(person: Any) -> dict[str, Any] | None:
    return {"id": person.pk, "title": str(person)} if person else None
