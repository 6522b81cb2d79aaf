"""What the document says of an operation: parameters, answers and the shapes they refer to."""

from typing import Any

from xianji.kit import registry
from xianji.kit.api import lines
from xianji.kit.api.bodies import named
from xianji.kit.api.chosen import MOST, expandable
from xianji.kit.api.rows import fields_of
from xianji.kit.api.shapes import Shape, answered
from xianji.kit.columns import Column
from xianji.kit.forms.alike import finders
from xianji.kit.lists.related import label_of, related_of

WHOLE: Shape = {"type": "integer", "minimum": 1}
WARNINGS: Shape = {
    "type": "array", "items": {"type": "string"}, "description": "What may be here already; only beside a new record."
}
ALWAYS = (400, 401, 404, 429)
WRITING = (403, 409, 413, 422)
BY_METHOD = {"GET": (), "POST": WRITING, "PATCH": WRITING, "DELETE": WRITING}
BY_KIND = {"view": (422,), "list": (403,)}
"""What some kinds of calls may also answer: 403, where a filter asks for a field that is closed to the caller."""
ROWLESS = {"create", "bulk"}
MATCHING = "The ETag that was read; a record that has changed since is answered with 412, both values and its present ETag."
KNOWN = "ETags of earlier answers, with commas; where one of them still holds the answer is 304 without a body."
HOW = {
    "choice": "One or several of {choices}, with commas.", "state": "One or several of {choices}, with commas.",
    "link": "One or several ids, with commas.", "person": "me, team, or one or several ids, with commas.",
    "yesno": "yes or no.", "date": "A day, from..to, a period such as 2026-Q3, or one such as last_30_days.",
    "moment": "A day, from..to, a period such as 2026-Q3, or one such as last_30_days.",
}  # fmt: skip
RANGE = "A value, or from..to with either side open."


def extra(resource: Any, method: str, kind: str, status: int) -> dict[str, Any]:
    """Merged by the library into what it writes itself."""
    parameters: list[Shape] = list_parameters(resource) if kind == "list" else choosing(resource) if kind == "view" else []
    if method == "POST":
        parameters.append(header("Idempotency-Key", {"type": "string", "maxLength": 200},
                                 "The same request with the same key is done once; kept for a day."))  # fmt: skip
    refused = {*ALWAYS, *BY_METHOD[method], *BY_KIND.get(kind, ())}
    if method in {"PATCH", "DELETE"} or (method == "POST" and kind not in ROWLESS):
        parameters.append(header("If-Match", {"type": "string", "pattern": r'^"[0-9]{1,9}(-[0-9a-f]{16})?"$'}, MATCHING))
        refused.add(412)
    responses: dict[int, Any] = {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(refused)}
    if status != 204:
        name = "BulkDone" if kind == "bulk" else f"{named(resource)}{'List' if kind == 'list' else ''}"
        responses[status] = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}
    return {"parameters": parameters, "responses": responses}


def conditional(told: Shape) -> Shape:
    """The same for a reading that need not be answered again."""
    told["parameters"].append(header("If-None-Match", {"type": "string", "maxLength": 1000}, KNOWN))
    told["responses"][304] = {"description": "The caller has it already."}
    return told


def header(name: str, shape: Shape, told: str) -> Shape:
    return {"in": "header", "name": name, "required": False, "schema": shape, "description": told}


def asked(name: str, shape: Shape, told: str) -> Shape:
    return {"in": "query", "name": name, "required": False, "schema": shape, "description": told}


ALTERNATIVES = """Alternatives, one of which must hold: (name:value)(name:value;name:value), with the names and values of the
other filters. `any2` to `any9` are further groups, at most eight combinations in all."""


def list_parameters(resource: Any) -> list[Shape]:
    sortable = resource.sortable
    found = [filtered(resource.column(name)) for name in resource.filterable]
    if resource.model.owned:
        found.append(asked("unit", {"type": "string"}, "Ids of units with all below them; only:ID leaves those out."))
    found += [asked(name, {"type": "string"}, label_of(resource, name)) for name in related_of(resource)]
    found.append(asked("any", {"type": "string"}, ALTERNATIVES))
    sorts = [f"{sign}{name}" for name in ["pk", *sortable] for sign in ("", "-")]
    return found + [
        asked("sort", {"type": "string", "enum": sorts}, "A leading minus means descending."),
        asked("q", {"type": "string", "maxLength": 200}, "Words, as in the search field of the list."),
        *choosing(resource),
        asked("columns", {"type": "string"}, "Only these columns of the list page, with commas."),
        asked("after", {"type": "string"}, "What `next` of the page before said; with the same filters and sort."),
        asked("limit", {**WHOLE, "maximum": 200, "default": 50}, "How many at most."),
        asked("count", {"type": "boolean", "default": False}, "Also count all that match, up to 10,000."),
    ]


def choosing(resource: Any) -> list[Shape]:
    """The parameters that say what is told of a record."""
    made = [asked("fields", {"type": "string"}, "Only these fields, with commas; id and version always come along.")]
    if links := expandable(resource):
        told = f"Links told as whole records, with commas, at most {MOST}: {', '.join(links)}."
        made.append(asked("expand", {"type": "string"}, told))
    return made


def filtered(column: Column) -> Shape:
    told = HOW.get(column.kind, RANGE if column.is_number else "Exactly this; several with commas.")
    told = told.format(choices=", ".join(str(value) for value in column.choices)) if "{" in told else told
    guard = f" Only with the permission {column.guard}." if column.guard else ""
    return asked(column.path, {"type": "string"}, f"{column.label}. {told} “none” and “any” ask for absence and presence.{guard}")


def components(resource: Any) -> dict[str, Shape]:
    """{name: shape}: the record, and a page of records."""
    fields = {name: shape_of(resource.column(name)) for name in fields_of(resource)}
    record = {
        "type": "object", "title": str(resource.title), "description": resource.__doc__ or "",
        "properties": {"id": WHOLE, "version": WHOLE, **fields, **lines.shapes(resource), **warned(resource)},
        "required": ["id", "version"], "additionalProperties": False,
    }  # fmt: skip
    page = {
        "type": "object", "required": ["items", "next"], "additionalProperties": False,
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{named(resource)}"}},
            "next": {"type": ["string", "null"], "description": "The cursor for `after`; null on the last page."},
            "count": {"type": "integer", "minimum": 0}, "is_capped": {"type": "boolean"},
        },
    }  # fmt: skip
    return {named(resource): record, f"{named(resource)}List": page}


def warned(resource: Any) -> dict[str, Shape]:
    """What the answer to a new record may tell beside it."""
    return {"warnings": WARNINGS} if finders(resource) else {}


def shape_of(column: Column) -> Shape:
    """As it is told; a link that can be expanded also as the record it leads to."""
    shape = answered(column, column.guard)
    if column.is_link and "__" not in column.path and registry.has_resource(column.field.related_model):
        whole = {"$ref": f"#/components/schemas/{named(registry.resource_of(column.field.related_model))}"}
        shape = {**shape, "anyOf": [*shape["anyOf"], whole]}
    return shape
