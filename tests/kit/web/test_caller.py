"""The caller's address behind proxies, and past them; who holds a phone."""

from typing import Any

import pytest
from django.test import RequestFactory

from xianji.kit.web.caller import address_of, is_phone


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


IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1"
DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, False),
        ({"User-Agent": DESK}, False),
        ({"User-Agent": IPHONE}, True),
        ({"User-Agent": DESK, "Sec-CH-UA-Mobile": "?1"}, True),
        ({"User-Agent": IPHONE, "Sec-CH-UA-Mobile": "?0"}, False),  # who asks for the pages of a desk is believed
    ],
)
def test_a_phone_says_that_it_is_one(told: dict[str, str], expected: bool) -> None:
    assert is_phone(RequestFactory().get("/", headers=told)) is expected
