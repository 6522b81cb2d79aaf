"""A page goes back as it came, or not at all."""

from typing import Any

import pytest

from tests.browser.lending import Pages

KEPT = "[localStorage.length, sessionStorage.length, history.length, document.cookie]"


@pytest.fixture
def options(live_server: Any) -> dict[str, Any]:
    return {"base_url": live_server.url, "java_script_enabled": True}


@pytest.fixture
def pages(chromium: Any, pages_lent: Pages) -> Pages:
    return Pages(chromium, lambda page, _options: setattr(page, "complaints", []))


def test_nothing_of_one_test_is_left_for_the_next(pages: Pages, options: dict[str, Any]) -> None:
    first = pages.lend(1440, **options)
    first.goto("/healthz")
    empty = first.evaluate(KEPT)
    for _time in range(2):
        first.goto(f"/healthz?{_time}")
    first.evaluate("localStorage.a = sessionStorage.b = '1'; document.cookie = 'c=1'")
    assert first.evaluate(KEPT) != empty
    pages.take_back(first)
    again = pages.lend(390, **options)
    assert again is first and again.viewport_size["width"] == 390 and not again.spent
    again.goto("/healthz")
    assert again.evaluate(KEPT)[:2] == empty[:2] and again.evaluate(KEPT)[3] == ""
    pages.take_back(again)
    again.browsing.close()


def test_of_which_more_was_asked_is_thrown_away(pages: Pages, options: dict[str, Any]) -> None:
    for ask in (lambda page: page.route("**", lambda route: route.abort()), lambda page: page.context):
        page = pages.lend(1440, **options)
        ask(page)
        assert page.spent
        pages.take_back(page)
        assert page.is_closed() and not any(pages.free.values())
