"""Pages that are lent to one test after another: an empty one costs half a second of a processor, most of it for what the browser
has learned of the product's scripts and sheets by then. A page goes back as it came, without cookies, stores and history; one of
which a test asked more than to be a page is thrown away."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

ASKED = (
    "add_init_script", "add_locator_handler", "close", "emulate_media", "expose_binding", "expose_function", "on", "once", "route",
    "route_web_socket", "set_extra_http_headers",
)  # fmt: skip
OF_THE_BROWSER = ("clock", "context")
QUIET = "/healthz"
"""An address of the product that asks nothing and shows nothing."""
EMPTY = "() => { sessionStorage.clear(); localStorage.clear(); }"


@contextmanager
def watched() -> Iterator[None]:
    """Inside, a page knows whether more was asked of it."""
    from playwright.sync_api import Page

    with pytest.MonkeyPatch.context() as patch:
        for name in ASKED:
            patch.setattr(Page, name, spending(getattr(Page, name)))
        for name in OF_THE_BROWSER:
            patch.setattr(Page, name, property(spending(vars(Page)[name].fget)))
        yield


def spending(ask: Any) -> Any:
    def asked(page: Any, *given: Any, **options: Any) -> Any:
        page.spent = True
        return ask(page, *given, **options)

    return asked


class Pages:
    """Those that lie ready, by what they were opened with."""

    def __init__(self, chromium: Any, equip: Callable[[Any, dict[str, Any]], None]) -> None:
        """`equip` is given each new page, and what it was opened with."""
        self.chromium, self.equip = chromium, equip
        self.free: dict[tuple[Any, ...], list[Any]] = defaultdict(list)

    def lend(self, width: int, **options: Any) -> Any:
        """A page as a browser opens it, of this width; its `spent` is False, and `browsing` its context."""
        free = self.free[tuple(sorted(options.items()))]
        page = free.pop() if free else self.opened(options)
        page.set_viewport_size({"width": width, "height": 900})
        return page

    def opened(self, options: dict[str, Any]) -> Any:
        browsing = self.chromium.new_context(**options)
        page = browsing.new_page()
        page.browsing, page.options = browsing, options
        self.equip(page, options)
        page.spent = False
        return page

    def take_back(self, page: Any) -> None:
        if page.spent or page.is_closed() or len(page.browsing.pages) > 1 or not self.emptied(page):
            page.browsing.close()
        else:
            self.free[tuple(sorted(page.options.items()))].append(page)

    def emptied(self, page: Any) -> bool:
        """Whoever was signed in is nobody any more before the page is left: what it sends while it goes is nobody's."""
        from playwright.sync_api import Error

        options = page.options
        try:
            page.browsing.clear_cookies()
            type(page).goto(page, options["base_url"] + QUIET)
            session = page.browsing.new_cdp_session(page)
            if options["java_script_enabled"]:
                page.evaluate(EMPTY)
            session.send("Storage.clearDataForOrigin", {"origin": options["base_url"], "storageTypes": "all"})
            session.send("Page.resetNavigationHistory")
            session.detach()
        except Error:  # a page that asks whether to leave what was typed
            return False
        return True
