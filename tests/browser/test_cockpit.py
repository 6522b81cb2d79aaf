"""The regulation in a browser: covering a draft, walking the cockpit by keys, evidence, comparison, a pack; on a phone too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.policy.cockpit.conftest import fill, force, late_files  # noqa: F401 - a fixture
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.versions.loading import load_default

Visit = Callable[..., Any]


@pytest.fixture
def running(house: Cast, force: Any) -> Any:  # noqa: F811
    """A regulation in force with runs of a month, four files overdue, and the draft of the next version."""
    force()
    fill(house, timezone.localdate(), days=20)
    late_files(house, timezone.localdate())
    with acting(SYSTEM):
        return load_default("en")


@pytest.mark.parametrize("width", [1440])
def test_the_cockpit_from_clause_to_pack(visit: Visit, running: Any, width: int) -> None:
    page = visit("erin", width=width)
    page.goto("/policy/cockpit", wait_until="networkidle")
    assert fits(page) and "Regulation cockpit" in page.locator("h1").first.inner_text()
    page.locator(".chap a", has_text="3.3.2").click()
    page.wait_for_url("**/policy/cockpit/3.3.2?period=month**")
    assert page.locator(".law mark").count() == 2 and page.locator(".flow li").count() == 4 and fits(page)
    page.locator("#clause .seg a", has_text="Incomplete").click()
    page.wait_for_url("**show=missing")
    assert page.locator("#clause tbody tr").count() == 4 and fits(page)
    page.locator("h1").first.click()
    page.keyboard.press("j")
    page.wait_for_url("**/policy/cockpit/3.3.3?period=month")
    page.keyboard.press("k")
    page.wait_for_url("**/policy/cockpit/3.3.2?period=month")
    page.goto("/policy/cockpit/3.3.1?period=quarter", wait_until="networkidle")
    page.locator("#clause tbody a.name").first.click()
    page.wait_for_url("**/customers/customers/*")
    page.goto("/policy/packs?clause=3.3", wait_until="networkidle")
    assert page.locator("select[name=clause]").input_value() == "3.3" and fits(page)
    page.goto("/policy/compare", wait_until="networkidle")
    assert page.locator(".side-by-side tbody th").count() == 3 and fits(page)
    assert not page.complaints


@pytest.mark.parametrize("width", [390])
def test_a_draft_is_covered_with_a_way_back(visit: Visit, running: Any, width: int) -> None:
    page, address = visit("erin", width=width), f"/policy/coverage/{running.pk}"
    page.goto(address, wait_until="networkidle")
    page.locator("button", has_text="Suggest controls").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".answer .like").count() >= 7 and page.locator(".cover mark").count() > 5 and fits(page)
    page.locator("button", has_text="Confirm all of these").click()
    page.wait_for_load_state("networkidle")
    done = page.locator(".cover-progress .strong").inner_text()
    assert not done.startswith("0 ")
    page.locator("[data-undo]").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".cover-progress .strong").inner_text().startswith("0 ")
    page.locator("tr input[name=clause]").first.check()
    page.locator(".bulk select[name=why]").select_option("declares")
    page.locator(".bulk button", has_text="Sign").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".cover-progress .strong").inner_text().startswith("1 ") and fits(page) and not page.complaints


@needs_axe
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing(visit: Visit, running: Any, theme: str, width: int) -> None:
    page = visit("erin", width=width, theme=theme)
    for address in ("/policy/cockpit/3.3.2", f"/policy/coverage/{running.pk}", "/policy/compare", "/policy/packs"):
        page.goto(address, wait_until="networkidle")
        assert findings(page, theme) == [], address
