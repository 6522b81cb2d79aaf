"""Calling the API as one of the cast, by token."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import Cast
from xianji.kit.api import tokens


class Caller:
    """`alice.get("/sales/opportunities", stage="won")` → (status, content)."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client(headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"})
        self.last: Any = None

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        content = body if isinstance(body, str | bytes) else json.dumps(body) if body is not None else ""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.last = self.client.generic(method, f"/api{path}", content, "application/json", headers=named)
        return self.last.status_code, json.loads(self.last.content) if self.last.content else None

    def get(self, path: str, **asked: Any) -> tuple[int, Any]:
        self.last = self.client.get(f"/api{path}", asked)
        return self.last.status_code, json.loads(self.last.content)

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> tuple[int, Any]:
        return self.send("DELETE", path, None, **headers)


@pytest.fixture(autouse=True)
def no_failures(db: None) -> None:
    """Failed tokens of other tests do not count here."""
    cache.clear()


@pytest.fixture
def call(cast: Cast) -> Callable[[str], Caller]:
    """`call("alice")`: her programs."""
    return lambda name: Caller(tokens.make(cast.users[name], "test"))
