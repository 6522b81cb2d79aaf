"""What the parser found wrong, as a refusal that names each field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError, ValidationError

from xianji.kit.api.errors import Malformed, told
from xianji.kit.refusals import Refused

RULES = {
    "extra_forbidden": gettext_lazy("There is no such field, or it is not written here."),
    "missing": gettext_lazy("This is needed."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "greater_than_equal": gettext_lazy("This number is too small."),
    "less_than_equal": gettext_lazy("This number is too large."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "model_type": gettext_lazy("This must be an object."),
    "list_type": gettext_lazy("This must be a list."),
    "too_long": gettext_lazy("This list is too long."),
    "dict_type": gettext_lazy("This must be an object."),
}
LONGEST_NAME = 100


class Invalid(Refused):
    """Fields of the body or the address break a rule."""

    status, code = 422, "invalid"


def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for one in problem.errors:
        fields.setdefault(name_of(one["loc"]), []).append(rule_of(one))
    return told(Invalid("", fields))


def name_of(place: Any) -> str:
    """`amount`, `rates.0.rate`, `id`, or `body` for the whole."""
    parts = [str(part) for part in place]
    if parts[0] == "body":
        parts = parts[2:] or ["body"]
    else:
        parts = parts[1:]
    return ".".join(parts)[:LONGEST_NAME].encode(errors="replace").decode()


def rule_of(problem: dict[str, Any]) -> str:
    """Our readers' sentence, else ours for the library's rule, else the library's."""
    error = problem.get("ctx", {}).get("error")
    if error is not None:
        return str(error)
    return str(RULES.get(problem["type"], problem["msg"]))


def unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return told(Malformed(_("The body is not valid JSON in UTF-8.")))
