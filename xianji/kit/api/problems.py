"""Each broken rule by itself: the field, the rule's name, its sentence, and what was given."""

import json
from typing import Any

from django.http import HttpRequest

from xianji.kit.api.parsing import parsed
from xianji.kit.refusals import Refused
from xianji.lib import whole

LONGEST = 200
NOTHING = object()


def problems(problem: Refused, sent: Any) -> list[dict[str, Any]]:
    """[{field, rule, message, given}]; `given` is absent where nothing was sent under that name."""
    found = []
    for name, sentences in problem.fields.items():
        given = dug(sent, name)
        for sentence in sentences:
            one = {"field": name, "rule": getattr(sentence, "rule", "") or problem.code, "message": str(sentence)}
            found.append(one if given is NOTHING else {**one, "given": shortened(given)})
    return found


def sent_with(request: HttpRequest | None) -> Any:
    """What the caller sent: the body, else the words of the address."""
    if request is None:
        return None
    try:
        return parsed(request.body) if request.body else dict(request.GET.items())
    except ValueError:
        return None


def dug(sent: Any, name: str) -> Any:
    """The value under `rates.0.rate`; NOTHING where there is none."""
    for part in name.split("."):
        if isinstance(sent, dict) and part in sent:
            sent = sent[part]
        elif isinstance(sent, list) and (place := whole.number(part)) is not None and place < len(sent):
            sent = sent[place]
        else:
            return NOTHING
    return sent


def shortened(value: Any) -> Any:
    """As it came where it is short, else the beginning of it as text; nothing that cannot be written as UTF-8."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > LONGEST or not isinstance(value, int | str | bool | None):
        value = text[:LONGEST]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
