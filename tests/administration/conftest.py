"""Visitors who read English, whatever is translated."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD


def visitor(**options: Any) -> Client:
    return Client(headers={"accept-language": "en"}, **options)


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/login/", {"login": login, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/catalog/products/").status_code == 200


@pytest.fixture
def client() -> Client:
    return visitor()


@pytest.fixture(autouse=True)
def fresh_counts(db: None) -> None:
    """Attempts of earlier tests do not count."""
    cache.clear()
