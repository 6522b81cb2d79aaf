"""The OpenAPI document: written once per process, in English, at /api/openapi.json."""

import json
from functools import cache
from http.client import responses
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from xianji.kit import registry
from xianji.kit.api import beside, bulk_jobs
from xianji.kit.api.bulk import SCHEMAS
from xianji.kit.api.described import components

STATUSES = (400, 401, 403, 404, 405, 409, 412, 413, 422, 429)
TOLD = """Every object of the product at /api/CHAPTER/OBJECTS, with the rights of the person whose token or session is used.
Money and other decimals are texts with all their digits, dates are ISO 8601, links are {id, title} when told and an id,
number or name when sent. Fields that the caller may not see are absent."""
PROBLEM = {
    "type": "object",
    "required": ["code", "message", "fields"],
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string", "description": "In the language of Accept-Language."},
        "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "problems": {
            "type": "array", "description": "The same rules one by one.",
            "items": {
                "type": "object", "required": ["field", "rule", "message"], "additionalProperties": False,
                "properties": {
                    "field": {"type": "string"}, "rule": {"type": "string", "description": "Its name, such as max_length."},
                    "message": {"type": "string"}, "given": {"description": "What was sent, shortened."},
                },
            },
        },
        "conflicts": {"type": "object", "additionalProperties": {"type": "object", "required": ["yours", "theirs"]}},
        "by": {"type": "string", "description": "Who changed the record in between."},
        "at": {"type": "string", "format": "date-time"},
        "version": {"type": ["integer", "null"], "description": "The version that stands now."},
        "clauses": {"type": "array", "items": {"type": "object", "required": ["clause", "reason"]}},
        "rows": {"type": "array", "items": {"$ref": "#/components/schemas/BulkRowDone"}},
    },
}  # fmt: skip
LINK = {
    "type": "object", "required": ["id", "title"], "additionalProperties": False,
    "properties": {"id": {"type": "integer"}, "title": {"type": "string"}},
}  # fmt: skip


def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(text(), content_type="application/json")


openapi.is_open = True  # type: ignore[attr-defined]


@cache
def text() -> bytes:
    from xianji.kit.api.urls import offered

    with override("en"):
        return json.dumps(completed(offered.get_openapi_schema(path_prefix="/api/")), ensure_ascii=False).encode()


def completed(made: Any) -> dict[str, Any]:
    """What the library does not write: our shapes, one answer for all refusals, and the ways to sign in."""
    document = dict(made)
    schemas = {"Problem": PROBLEM, "Link": LINK, **SCHEMAS, **beside.shapes(), **bulk_jobs.shapes()}
    for resource in registry.resources.values():
        schemas |= components(resource)
    document["info"] = {"title": "Xianji", "version": "1", "description": TOLD}
    document["servers"] = [{"url": "/"}]
    document["components"] = {
        "schemas": {**document["components"]["schemas"], **schemas},
        "responses": {str(status): refusal(status) for status in STATUSES},
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "xj_…, made by `xianji token create`."},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        },
    }
    document["security"] = [{"token": []}, {"session": []}]
    return document


def refusal(status: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": responses[status],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:
        made["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}}
    return made
