"""The parts on their sample pages: nothing inaccessible, nothing off-host, no policy broken, nothing wider than the screen."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import gallery

AXE = gallery.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.skipif(
    not (gallery.KIT / "static" / "vendor" / "icons.svg").exists(), reason="assets are not built; run make assets"
)


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Iterator[object]:
    with gallery.served() as address:
        page = chromium.new_page(base_url=address)
        yield page
        page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", list(gallery.PAGES))
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; run make assets with its development packages")
def test_axe_finds_nothing(tab, name, theme):
    for width in (1440, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(f"/{name}.html?theme={theme}", wait_until="networkidle")
        tab.evaluate(AXE.read_text())
        found = tab.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']})"
        )
        problems = {
            v["id"]: [n["html"][:120] + " | " + n["failureSummary"][:200] for n in v["nodes"][:3]]
            for v in found["violations"]
        }
        assert problems == {}, width


@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_nothing_leaves_the_host_and_the_policy_holds(tab, name):
    asked, complaints = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    tab.goto(f"/{name}.html", wait_until="networkidle")
    assert complaints == []
    assert {url.split("/")[2].split(":")[0] for url in asked if not url.startswith("data:")} == {"127.0.0.1"}


@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_no_page_is_wider_than_the_screen(tab, name, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"/{name}.html")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
