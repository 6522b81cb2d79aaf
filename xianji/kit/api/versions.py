"""The version that a caller has read, and what happens to a refusal."""

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from xianji.kit.actions import note_refusal
from xianji.kit.refusals import Refused, Sentence, Stale

ETAG = re.compile(r"([0-9]{1,9})(?:-[0-9a-f]{16})?")
"""The version, and what a reading adds to it."""


def noted(request: Any, verb: str, record: Any, work: Callable[[], Any]) -> Any:
    """Write a refusal down; inside the transaction of an Idempotency-Key remember it until that has ended."""
    try:
        return work()
    except Refused as refusal:
        if transaction.get_connection().in_atomic_block:
            request.refused = [*getattr(request, "refused", []), (verb, record, refusal)]
        else:
            note_refusal(verb, record, refusal, source="api")
        raise precondition(request, refusal)


def told_outside(request: Any) -> None:
    """What was refused inside a transaction that has ended is written down as it would have been without one."""
    refused = getattr(request, "refused", [])
    if refused and not transaction.get_connection().in_atomic_block:
        for verb, record, refusal in refused:
            note_refusal(verb, record, refusal, source="api")


def precondition(request: Any, refusal: Refused) -> Refused:
    """A stale record whose version came as If-Match is answered as HTTP wants it."""
    if isinstance(refusal, Stale) and request.headers.get("If-Match"):
        refusal.status = 412
    return refusal


def version_of(request: Any, values: dict[str, Any]) -> int | None:
    """The version that was read, taken out of the body or of If-Match; the two must not differ."""
    header, sent = matched(request), values.pop("version", None)
    if header is not None and sent is not None and header != sent:
        told = _("The body and If-Match name different versions.")
        raise Refused(fields={"version": [Sentence.of("ambiguous", told)]})
    return sent if header is None else header


def matched(request: HttpRequest) -> int | None:
    """The version in If-Match."""
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if text in {"", "*"}:
        return None
    if not (found := ETAG.fullmatch(text)):
        told = _("If-Match must be the ETag that was read, such as “\"3\"”.")
        raise Refused(fields={"version": [Sentence.of("etag", told)]})
    return int(found[1])
