"""The caller's address behind proxies, and past them."""

from typing import Any

import pytest
from django.test import RequestFactory

from xianji.kit.web.caller import address_of


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (1, "", "127.0.0.1"),
        (2, "9.9.9.9, 10.0.0.1", "9.9.9.9"),
        (2, "9.9.9.9", "127.0.0.1"),
    ],
)
def test_only_the_proxies_that_stand_there_are_believed(settings: Any, proxies: int, told: str, expected: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": told})) == expected
