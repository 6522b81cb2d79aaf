"""Many rows at once, before a browser: a field for all of them, tried first and taken back after; on a phone and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.kit.browser.test_screens import AXE, RULES
from tests.making import make
from xianji.customers.models import Customer

LIST = "/customers/customers/"


@pytest.fixture
def firms(house: Cast) -> list[Customer]:
    return [make(Customer, name=name, owner=house.person("alice")) for name in ("Heron", "Crane", "Swift")]


def sizes() -> list[str]:
    return sorted(Customer.unscoped.values_list("size_class", flat=True))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_field_is_changed_for_the_ticked_rows_and_taken_back(
    visit: Callable[..., Any], firms: Any, width: int
) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    if width == 390:
        page.locator("[popovertarget=sorting]").click()
        page.get_by_role("button", name="Select records").click()
    for name in ("Heron", "Crane"):
        page.get_by_label(f"Select {name}").check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width == 390:
        page.locator(".bulk [popovertarget=deeds]").click()
    page.locator("button[form=bulk][value=change]:visible").click()
    page.locator("#id_field").select_option("size_class")
    page.get_by_role("button", name="Preview").click()
    page.locator("#id_size_class").select_option("large")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("2 records are changed").wait_for()
    assert sizes() == ["", "", ""]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if AXE.exists():
        page.evaluate(AXE.read_text())
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in page.evaluate(RULES["light"])["violations"]] == []
    page.get_by_role("button", name="Change a field").click()
    page.locator(".toast [data-undo]").wait_for()
    assert sizes() == ["", "large", "large"]
    page.locator(".toast [data-undo]").click()
    page.get_by_text("Taken back: 2 records").wait_for()
    assert sizes() == ["", "", ""] and not page.complaints


def test_without_scripts_the_same_pages_lead_there(visit: Callable[..., Any], firms: Any) -> None:
    page = visit("alice", scripts=False)
    page.goto(LIST)
    page.get_by_label("Select Heron").check()
    page.locator("button[form=bulk][value=change]:visible").click()
    page.locator("#id_field").select_option("size_class")
    page.get_by_role("button", name="Preview").click()
    page.locator("#id_size_class").select_option("large")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Change a field").click()
    assert sizes() == ["", "", "large"]
