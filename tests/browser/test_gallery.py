"""The parts on their sample pages: nothing inaccessible, nothing off-host, no policy broken, nothing wider than the screen."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import gallery
from tests.browser.looking import findings_in_both, fits

pytestmark = pytest.mark.skipif(
    not (gallery.KIT / "static" / "vendor" / "icons.svg").exists(), reason="assets are not built; run make assets"
)


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Iterator[object]:
    with gallery.served() as address:
        page = chromium.new_page(base_url=address)
        yield page
        page.close()


@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_all_can_be_read_nothing_leaves_the_host_and_the_policy_holds(tab, name):
    asked, complaints = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    for width in (1440, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(f"/{name}.html?theme=light", wait_until="networkidle")
        assert findings_in_both(tab) == [], width
    assert complaints == []
    assert {url.split("/")[2].split(":")[0] for url in asked if not url.startswith("data:")} == {"127.0.0.1"}


@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_no_page_is_wider_than_the_screen(tab, name):
    for width in (390, 768, 1024, 1440):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(f"/{name}.html")
        assert fits(tab), width
