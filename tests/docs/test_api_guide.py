"""The examples of the guide to the API are sent as they stand there, and answered as it says."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from xianji.kit.api import tokens
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.running import run
from xianji.kit.webhooks.sending import signature

GUIDE = (Path(__file__).parents[2] / "docs/guides/api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```http\n(?P<method>[A-Z]+) (?P<path>\S+)\n(?P<more>.*?)\n(?P<status>\d{3}) ?(?P<answer>.*?)\n```", re.DOTALL)
ANYTHING = "…"
KEY = re.compile(r"\b[0-9a-f]{32}\b")
"""A key of the guide's own stands for the real one."""


def differences(told: Any, expected: Any, ids: dict[Any, Any], place: str = "") -> list[str]:
    """Where an answer is not as the guide says; numbers of the guide's own stand for the real ids."""
    if expected == ANYTHING:
        return []
    if isinstance(expected, dict):
        missing = [f"{place}.{name} is missing" for name in expected if name not in told]
        return missing + [one for name in expected if name in told
                          for one in differences(told[name], expected[name], ids, f"{place}.{name}")]  # fmt: skip
    if isinstance(expected, list):
        if len(told) != len(expected):
            return [f"{place} has {len(told)} parts"]
        return [one for n, each in enumerate(expected) for one in differences(told[n], each, ids, f"{place}.{n}")]
    if isinstance(expected, str) and KEY.fullmatch(expected):
        expected = ids.setdefault(expected, told)
    if isinstance(expected, int) and expected > 4000:
        expected = ids.setdefault(expected, told)
    return [] if told == expected else [f"{place}: {told!r}, not {expected!r}"]


def real(text: str, ids: dict[Any, Any]) -> str:
    text = KEY.sub(lambda found: ids[found[0]], text)
    return re.sub(r"\b47\d\d\b", lambda found: str(ids[int(found[0])]), text)


def test_the_examples_are_true(cast: Cast) -> None:
    alice, ids = Caller(tokens.make(cast.users["alice"], "guide")), {}
    count = 0
    for count, found in enumerate(EXAMPLE.finditer(GUIDE), 1):
        headers = [line for line in found["more"].split("\n") if line]
        body = headers.pop() if headers and headers[-1].startswith("{") else ""
        named = dict(line.split(": ", 1) for line in headers)
        path = real(found["path"], ids).removeprefix("/api")
        status, told = alice.send(found["method"], path, real(body, ids) or None, **named)
        assert status == int(found["status"]), (found["path"], told)
        assert not differences(told, json.loads(found["answer"] or "null"), ids), told
        for job in Job.objects.filter(kind="bulk", state="waiting"):
            run(job.pk)
    assert count == GUIDE.count("```http") == 14


def test_the_receiver_of_the_guide_knows_what_is_genuine() -> None:
    scope: dict[str, Callable[..., bool]] = {}
    exec(re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)[1], scope)  # type: ignore[index]  # noqa: S102
    is_genuine, body = scope["is_genuine"], '{"id": "深圳"}'.encode()
    now = int(time.time())
    assert is_genuine("secret", signature("secret", now, body), body)
    assert not is_genuine("other", signature("secret", now, body), body)
    assert not is_genuine("secret", signature("secret", now, body), body + b" ")
    assert not is_genuine("secret", signature("secret", now - 3600, body), body)
