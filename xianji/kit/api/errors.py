"""What the API refuses by itself, and how every refusal is told: one shape for all of them."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xianji.kit.api.problems import problems, sent_with
from xianji.kit.refusals import Blocked, Refused, Stale


class Malformed(Refused):
    """The request cannot be read."""

    status, code = 400, "malformed"


class NotSignedIn(Refused):
    """No token, or one that is unknown or over; no session."""

    status, code = 401, "not_signed_in"


class Forged(Refused):
    """A session was used without the word that proves that the page is ours."""

    status, code = 403, "csrf"


class Missing(Refused):
    """There is no such thing, or the actor may not see it; nobody is told which."""

    status, code = 404, "not_found"


class NotAllowed(Refused):
    """The address exists, the method does not."""

    status, code = 405, "not_allowed"


class Taken(Refused):
    """The database holds something that excludes this, perhaps in the trash."""

    status, code = 409, "conflict"


class RowsRefused(Refused):
    """Rows that were to be done together, and some were refused: nothing was done."""

    status, code = 422, "rows_refused"


class TooLarge(Refused):
    status, code = 413, "too_large"


class KeyReused(Refused):
    """The Idempotency-Key came before with another request."""

    status, code = 422, "key_reused"


class Later(Refused):
    """Not now; `wait` is the number of seconds until the next try."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class TooOften(Later):
    """Too many wrong tokens from one address."""

    status, code = 429, "too_often"


class Away(Later):
    """The database cannot be reached or written; whether the last word arrived is not known."""

    status, code = 503, "away"


def missing() -> Missing:
    return Missing(_("There is nothing here, or nothing that you may see."))


def answer(content: Any, status: int = 200, **headers: str) -> HttpResponse:
    """JSON with plain UTF-8; header names with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(written(content), status=status, content_type="application/json", headers=named)


def written(content: Any) -> bytes:
    return _json(content).encode()


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def told(problem: Refused, request: HttpRequest | None = None) -> HttpResponse:
    """The refusal as JSON; what was sent with the request stands beside the rules that it breaks."""
    headers = {}
    if isinstance(problem, Stale) and problem.version is not None:
        headers["ETag"] = f'"{problem.version}"'
    if isinstance(problem, Later):
        headers["Retry_After"] = str(problem.wait)
    if isinstance(problem, NotSignedIn):
        headers["WWW_Authenticate"] = 'Bearer realm="xianji"'
    return answer(as_content(problem, sent_with(request) if problem.fields else None), problem.status, **headers)


def as_content(problem: Refused, sent: Any = None) -> dict[str, Any]:
    """{code, message, fields, problems} and, where there are any, the conflict or the clauses."""
    content: dict[str, Any] = {"code": problem.code, "message": problem.message, "fields": problem.fields}
    if problem.fields:
        content["problems"] = problems(problem, sent)
    if isinstance(problem, Stale):
        pairs = problem.conflicts.items()
        content["conflicts"] = {name: {"yours": mine, "theirs": theirs} for name, (mine, theirs) in pairs}
        content |= {"by": problem.by, "at": problem.at.isoformat(), "version": problem.version}
    if isinstance(problem, Blocked):
        content["clauses"] = [
            {"clause": one.clause, "reason": str(one.reason), "given": str(one.given), "granted_by": str(one.granted_by)}
            for one in problem.objections
        ]
    return content
