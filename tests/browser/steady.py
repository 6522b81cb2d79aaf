"""What is read from a page at once is read when the page stands still. `expect` asks again until it is so; a count or a text
read right after a click may be that of a page half there, or of the one before."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest

READS = (
    "all", "all_inner_texts", "all_text_contents", "count", "evaluate", "evaluate_all", "get_attribute", "inner_html", "inner_text",
    "input_value", "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "text_content",
)  # fmt: skip
OF_A_PAGE = ("content", "evaluate", "get_attribute", "inner_text", "input_value", "is_checked", "is_hidden", "is_visible", "text_content")
UNDER_WAY = ".htmx-request, .htmx-swapping"
PATIENCE = 3
"""Seconds: a test that holds an answer back reads what stands there meanwhile."""


@contextmanager
def reads() -> Iterator[None]:
    """Inside, every reading waits for the page that a click began, and for the parts of it that were asked for."""
    from playwright.sync_api import Locator, Page

    count = Locator.count

    def stands(page: Any) -> None:
        page.wait_for_load_state("domcontentloaded")
        parts, ends = page.locator(UNDER_WAY), time.monotonic() + PATIENCE
        while count(parts) and time.monotonic() < ends:
            page.wait_for_timeout(20)

    with pytest.MonkeyPatch.context() as patch:
        for name in READS:
            patch.setattr(Locator, name, after(lambda locator: stands(locator.page), getattr(Locator, name)))
        for name in OF_A_PAGE:
            patch.setattr(Page, name, after(lambda page: page.wait_for_load_state("domcontentloaded"), getattr(Page, name)))
        yield


def after(wait: Callable[[Any], None], read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def late(part: Any, *given: Any, **options: Any) -> Any:
        wait(part)
        return read(part, *given, **options)

    return late
