"""Schemathesis against every operation, in process: no 500, and every answer is of the shape the document says.

By default some operations, the same each time, in well under a minute. XIANJI_FUZZ=20 takes all of them, 20 times as often.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, close_old_connections, transaction

from tests.cast import Cast
from tests.making import make
from xianji.kit import registry
from xianji.kit.api import tokens
from xianji.kit.refusals import Refused

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed; it is only for development")

from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis.checks import load_all_checks, not_a_server_error  # noqa: E402
from schemathesis.specs.openapi import checks  # noqa: E402

ENOUGH = 45
TIMES = int(os.environ.get("XIANJI_FUZZ", "1"))
CHECKS = [
    not_a_server_error, checks.response_schema_conformance, checks.content_type_conformance, checks.status_code_conformance,
]  # fmt: skip
MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
BOUNDED = settings(
    max_examples=2 * TIMES, deadline=None, database=None, derandomize=TIMES == 1, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)  # fmt: skip


@pytest.fixture
def in_process() -> Iterator[Any]:
    """The application; like Django's own test client it must not close the test's connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


def one_of_each() -> None:
    """Records with id 1, so that not every id misses."""
    for resource in registry.resources.values():
        if not resource.model.unscoped.exists():
            with suppress(IntegrityError, Refused), transaction.atomic():
                make(resource.model)


def fuzzed(operation: Any, mode: Any, headers: dict[str, str], seen: list[int]) -> None:
    fixed = {"id": 1} if "{id}" in operation.path and mode == MODES[0] else None

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode, path_parameters=fixed))
    def send(case: Any) -> None:
        answer = case.call(headers=headers)
        seen.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS, headers=headers)

    send()


@pytest.mark.parametrize("name", ["erin", "alice"])
def test_nothing_breaks(cast: Cast, name: str, in_process: Any) -> None:
    load_all_checks()
    one_of_each()
    document = schemathesis.openapi.from_wsgi("/api/openapi.json", in_process)
    headers = {"Authorization": f"Bearer {tokens.make(cast.users[name], 'fuzz')}"}
    operations = [found.ok() for found in document.get_all_operations()]
    seen: list[int] = []
    for operation in operations if TIMES > 1 else Random(name).sample(operations, ENOUGH):
        for mode in MODES:
            fuzzed(operation, mode, headers, seen)
    assert len(seen) >= 150
    assert {200, 422} <= set(seen)
    assert 500 not in seen
