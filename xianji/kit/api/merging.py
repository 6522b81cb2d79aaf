"""Merging by a program: into the record of the address go the named ones, and they come back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xianji.kit.api import reading
from xianji.kit.api.bodies import GREATEST, REASON_PART, VERSION_PART, Part, body, given
from xianji.kit.api.operations import found, noted, now
from xianji.kit.api.versions import version_of
from xianji.kit.merging import keeping
from xianji.kit.merging.declared import merging_of
from xianji.kit.merging.finding import into
from xianji.kit.refusals import Refused

ID = {"type": "integer", "minimum": 1, "maximum": GREATEST}


def offer(to: Any, path: str) -> None:
    """Register what this resource has, with the one who registers everything."""
    if merging_of(to.resource):
        to.write("POST", f"{path}/merge", "merge", merge, body=(merging_body(), ...))
        to.write("POST", f"{path}/unmerge", "unmerge", unmerge, body=(body("Unmerge", []), None))


def merging_body() -> Any:
    several = {"type": "array", "minItems": 1, "maxItems": keeping.AT_ONCE - 1, "uniqueItems": True, "items": ID,
               "title": "With", "description": "The records that go into this one."}  # fmt: skip
    chosen = {"type": "object", "additionalProperties": ID, "title": "Values", "maxProperties": 200,
              "description": "Of which record a field's value stays; of others the fuller, then the newer one."}  # fmt: skip
    parts = [Part("with", whole_numbers, several, True), Part("values", by_field, chosen), VERSION_PART, REASON_PART]
    return body("Merge", parts)


def whole_numbers(value: Any) -> list[int]:
    if not isinstance(value, list) or not 1 <= len(value) < keeping.AT_ONCE:
        raise ValueError(_("This must be a list of one id, or of %(most)s.") % {"most": keeping.AT_ONCE - 1})
    return [reading.whole(one, 1, GREATEST) for one in value]


def by_field(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        raise ValueError(_("This must be an object."))
    return {str(name): reading.whole(one, 1, GREATEST) for name, one in value.items()}


def merge(resource: Any, request: HttpRequest, id: int, body: Any) -> HttpResponse:
    """The records named in `with` go into this one, with everything that leads to them; they lie in the trash afterwards."""
    record, values = found(resource, id), given(body)
    version, reason = version_of(request, values), values.get("reason", "")
    rows = {one: found(resource, one) for one in values["with"] if one != id} | {id: record}
    picked = values.get("values", {})
    if strange := sorted(set(picked.values()) - rows.keys()):
        raise Refused("", {"values": [_("%(id)s is none of the records that are merged.") % {"id": strange[0]}]})
    others = [rows[one] for one in values["with"]]
    chosen = {name: rows[one] for name, one in picked.items()}
    versions = {id: version} if version is not None else {}

    def work() -> Any:
        return keeping.merge(record, others, chosen, versions=versions, reason=reason, source="api")

    return now(resource, noted(request, keeping.MERGE, record, work))


def unmerge(resource: Any, request: HttpRequest, id: int, body: Any = None) -> HttpResponse:
    """Out of the record into which it went, with what came along and is still there; answers with the record that is back."""
    record = found(resource, id, trashed=True)
    row = into(resource, [id]).get(id)
    if row is None:
        raise Refused(_("This record was not merged into another."))
    noted(request, keeping.UNMERGE, record, lambda: keeping.unmerge(resource, row.key, source="api"))
    return now(resource, record)
