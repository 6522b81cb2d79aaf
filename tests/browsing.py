"""One browser for the whole run: Playwright's loop stays in the thread, so a second one could not start beside it."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import gallery, steady

PATIENCE = 20_000
"""Milliseconds in which something may come on a busy machine."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Where Chromium is missing the test is skipped, in CI it fails."""
    path = gallery.chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed; .ci/run installs it")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, steady.reads():
        browser = playwright.chromium.launch(executable_path=path, args=gallery.CHROMIUM)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
