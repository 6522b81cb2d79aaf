"""A browser before the running product, signed in as one of the cast."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.browser.lending import Pages, watched
from tests.browser.looking import until
from tests.cast import PASSWORD, Cast


@pytest.fixture
def house(transactional_db: None, cast: Cast) -> Cast:
    """The cast, where the server sees it."""
    return cast


LEFT = ("htmx:sendAbort,", "htmx:afterRequest,")
"""What htmx says when a page is left before its late counts came; a request that failed says something else besides."""


READER = ("chrome-extension://", "chrome://resources/")
"""The browser's own reader of documents, which asks no host."""


def is_complaint(message: Any) -> bool:
    return message.type == "error" and not message.text.startswith(LEFT)


def session_of(user: Any) -> str:
    """Signed in without the page for it, which has tests of its own."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


READY = "html[data-ready], html:not(:has(script[src*='/xj/main']))"
SHEETS = "[...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"


def arriving(page: Any) -> Callable[..., Any]:
    """A page is there when its scripts have run and its sheets have come, for print too: on a busy machine the network may be
    idle before."""
    goto = page.goto

    def arrive(address: str, **options: Any) -> Any:
        answer = goto(address, **options)
        if options.get("wait_until") == "networkidle":
            page.locator(READY).wait_for(state="attached")
            until(page, lambda: page.evaluate(SHEETS))
        return answer

    return arrive


def settling(page: Any) -> Callable[..., None]:
    """The browser says once for each document that its network is idle; asked again later, it waits for what was asked for since."""
    told, under_way = page.wait_for_load_state, set()

    def begins(request: Any) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            under_way.clear()  # what the page before it still waited for is nobody's any more
        under_way.add(request)

    page.on("request", begins)
    for end in ("requestfinished", "requestfailed"):
        page.on(end, lambda request: under_way.discard(request))

    def is_quiet() -> bool:
        for _twice in range(2):
            if under_way:
                return False
            page.wait_for_timeout(50)
        return not under_way

    def settle(state: str = "load", **options: Any) -> None:
        told(state, **options)
        if state == "networkidle":
            until(page, is_quiet)

    return settle


def equip(page: Any, options: dict[str, Any]) -> None:
    """What a page does and keeps for every test."""
    here = options["base_url"]
    if options["java_script_enabled"]:
        page.goto, page.wait_for_load_state = arriving(page), settling(page)
    page.on("console", lambda message: page.complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: page.thrown.append(str(error)))
    page.on(
        "request", lambda asked: None if asked.url.startswith((here, "data:", *READER)) else page.complaints.append(asked.url)
    )


@pytest.fixture(scope="session")
def pages_lent(chromium: Any) -> Iterator[Pages]:
    with watched():
        yield Pages(chromium, equip)


@pytest.fixture
def visit(pages_lent: Pages, live_server: Any, house: Cast) -> Iterator[Callable[..., Any]]:
    """`visit("alice", width=390)`: an empty page, signed in; every complaint of the browser is kept in `page.complaints`,
    and what a script threw in `page.thrown`."""
    lent = []

    def open_page(
        name: str, *, width: int = 1440, theme: str = "light", language: str = "en", scripts: bool = True, by_page: bool = False,
        workers: bool = False, finger: bool = False,
    ) -> Any:
        page = pages_lent.lend(
            width, base_url=live_server.url, java_script_enabled=scripts, service_workers="allow" if workers else "block",
            is_mobile=finger, has_touch=finger,
        )
        lent.append(page)
        cookies = {"theme": theme, "language": language}
        if not by_page:
            cookies["sessionid"] = session_of(house.users[name])
        page.browsing.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        page.complaints, page.thrown, page.spent = [], [], workers
        if by_page:
            page.goto("/", wait_until="networkidle")
            page.fill("[name=login]", name)
            page.fill("[name=password]", PASSWORD)
            page.click("form button[data-v=primary]")
            page.wait_for_url(lambda address: "/account/login/" not in address)
            page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for page in lent:
        pages_lent.take_back(page)
