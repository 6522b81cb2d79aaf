"""What the parser found wrong, as a refusal that names each field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError, ValidationError

from xianji.kit.api.errors import Malformed, told
from xianji.kit.refusals import Refused, Sentence

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
NAMES = {"missing": "required", "extra_forbidden": "unknown_field"}
LONGEST_NAME = 100


class Invalid(Refused):
    """Fields of the body or the address break a rule."""

    status, code = 422, "invalid"


def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    return told(refused([{**one, "loc": placed(one["loc"])} for one in problem.errors]), request)


def refused(errors: Any) -> Invalid:
    """The parser's errors, each under the name of its field."""
    fields: dict[str, list[str]] = {}
    for one in errors:
        fields.setdefault(name_of(one["loc"]), []).append(rule_of(one))
    return Invalid("", fields)


def placed(place: Any) -> Any:
    """Without where the parser found it: in the body, whose name comes next, or in the address."""
    return place[2:] if place[0] == "body" else place[1:]


def name_of(place: Any) -> str:
    """`amount`, `rates.0.rate`, `id`, or `body` for the whole."""
    return ".".join(map(str, place))[:LONGEST_NAME].encode(errors="replace").decode() or "body"


def rule_of(problem: dict[str, Any]) -> Sentence:
    """Our readers' rule and sentence, else ours for the library's rule, else the library's."""
    rule = problem["type"]
    return Sentence.of(NAMES.get(rule, rule), RULES.get(rule, problem["msg"]))


def unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return told(Malformed(_("The body is not valid JSON in UTF-8.")))
