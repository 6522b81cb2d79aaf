"""Many rows in one call: each through the same operation as alone, all together or each for itself, with a result per row."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from xianji.kit.api import reading
from xianji.kit.api.bodies import GREATEST, Part, Rows, body, given
from xianji.kit.api.described import WARNINGS
from xianji.kit.api.door import known
from xianji.kit.api.errors import RowsRefused, answer, as_content
from xianji.kit.api.invalid import refused
from xianji.kit.api.parsing import parsed
from xianji.kit.api.versions import told_outside
from xianji.kit.refusals import Refused, Sentence

MOST = 500
UNDONE = 424
"""The status of a row that could have been done, had the others been."""
Result = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """What one row may ask for: the operation, its body, and whether it is about a record that is there."""

    work: Callable[..., HttpResponse]
    body: type[BaseModel] | None
    has_id: bool = True


def bulk_body(name: str, calls: dict[str, Call]) -> type[BaseModel]:
    """`rows` of {do, id, body}; what stands in each body is told by the operation of that name."""
    names = sorted(calls)
    row = body(f"{name}BulkRow", [
        Part("do", lambda value: reading.one_of(names, value), {"enum": names, "title": "Do"}, True),
        Part("id", lambda value: reading.whole(value, 1, GREATEST), {"type": "integer", "minimum": 1, "maximum": GREATEST}),
        Part("body", an_object, {"type": "object", "description": "As the operation of that name alone takes it."}),
    ])  # fmt: skip
    rows = Rows("rows", row, MOST)
    rows.required = True
    return body(f"{name}Bulk", [rows, Part("together", reading.yes_or_no, {
        "type": "boolean", "default": True, "description": "All or nothing; false does each row for itself."})])  # fmt: skip


def an_object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise reading.broken("object", _("This must be an object."))
    return value


def done(calls: dict[str, Call], request: HttpRequest, body: Any) -> HttpResponse:
    """Up to 500 rows, each {do, id, body} as the operation of that name takes it alone; versions stand in the bodies."""
    asked = given(body)
    sent = {place: row.get("body", {}) for place, row in enumerate(parsed(request.body)["rows"])}
    together = asked.get("together", True)
    with transaction.atomic():
        alike = SimpleNamespace(headers={}, refused=[])
        results = [one(calls, alike, row, sent[place]) for place, row in enumerate(asked["rows"])]
        failed = [result for result in results if result["status"] >= 400]
        if together and failed:
            transaction.set_rollback(True)
    request.refused = alike.refused  # type: ignore[attr-defined]
    told_outside(request)
    if together and failed:
        told = RowsRefused(_("%(count)s of these rows were refused, so nothing was done.") % {"count": len(failed)})
        return answer({**as_content(told), "rows": [undone(result) for result in results]}, told.status)
    return answer({"rows": results, "done": len(results) - len(failed), "refused": len(failed)})


def one(calls: dict[str, Call], request: Any, row: dict[str, Any], sent: dict[str, Any]) -> Result:
    """One row in a savepoint of its own."""
    try:
        with transaction.atomic():
            response = carried_out(calls[row["do"]], request, row, sent)
    except Exception as problem:
        refusal = known(problem)
        if refusal is None:
            raise
        return {"status": refusal.status, "problem": as_content(refusal, sent)}
    content = parsed(response.content) if response.content else {"id": row["id"]}
    return {"status": response.status_code, **{name: content[name] for name in ("id", "version", "warnings") if name in content}}


def carried_out(call: Call, request: Any, row: dict[str, Any], sent: dict[str, Any]) -> HttpResponse:
    arguments: dict[str, Any] = {}
    if call.has_id != ("id" in row):
        told = _("Name the record by its id.") if call.has_id else _("A new record has no id yet.")
        raise Refused(fields={"id": [Sentence.of("required" if call.has_id else "unknown_field", told)]})
    if call.has_id:
        arguments["id"] = row["id"]
    if call.body is not None:
        try:
            arguments["body"] = call.body.model_validate(sent)
        except ValidationError as problem:
            raise refused(problem.errors(include_url=False)) from problem
    elif sent:
        raise Refused(fields={"body": [Sentence.of("unknown_field", _("This takes no body."))]})
    return call.work(request, **arguments)


def undone(result: Result) -> Result:
    """What could have been done was taken back with the others."""
    if result["status"] >= 400:
        return result
    told = Refused(_("Taken back, because other rows were refused."))
    told.code = "undone"
    return {"status": UNDONE, "problem": as_content(told)}


SCHEMAS: dict[str, Any] = {
    "BulkRowDone": {
        "type": "object", "required": ["status"], "additionalProperties": False,
        "properties": {
            "status": {"type": "integer", "description": "As the operation alone would have been answered; 424 was taken back."},
            "id": {"type": "integer"}, "version": {"type": "integer"}, "warnings": WARNINGS,
            "problem": {"$ref": "#/components/schemas/Problem"},
        },
    },
    "BulkDone": {
        "type": "object", "required": ["rows", "done", "refused"], "additionalProperties": False,
        "properties": {
            "rows": {"type": "array", "items": {"$ref": "#/components/schemas/BulkRowDone"}},
            "done": {"type": "integer", "minimum": 0}, "refused": {"type": "integer", "minimum": 0},
        },
    },
}  # fmt: skip
