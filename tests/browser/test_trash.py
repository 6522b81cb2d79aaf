"""The trash before a browser: by mouse and keys, on a phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.lib.actor import SYSTEM, acting

LIST = "/customers/customers/"


@pytest.fixture
def firms(house: Cast) -> list[Customer]:
    made = [make(Customer, name=name, owner=house.person("alice")) for name in ("Heron", "Crane", "Swift")]
    with acting(SYSTEM):
        for firm in made:
            verbs.delete(firm)
    return made


@pytest.mark.parametrize("width", [1440, 390])
def test_deleted_records_are_restored_one_by_one_and_together(
    visit: Callable[..., Any], firms: Any, width: int
) -> None:
    page = visit("erin", width=width)
    page.goto(LIST, wait_until="networkidle")
    if width == 390:
        page.locator("[popovertarget=sorting]").click()
    page.locator("a[href$='/trash']:visible").click()
    page.get_by_text("Swift").wait_for()
    assert fits(page)
    assert findings(page) == []
    page.locator("tr", has_text="Swift").get_by_role("button", name="Restore").click()
    page.get_by_text("Restored: Swift").wait_for()
    page.goto(f"{LIST}trash", wait_until="networkidle")
    if width == 1440:
        page.locator("[data-all]").check()
        page.get_by_role("button", name="Restore the selected").click()
        page.get_by_text("Nothing lies in the trash").wait_for()
        assert Customer.unscoped.filter(deleted_at=None).count() == 3
    assert not page.complaints


def test_without_scripts_the_trash_is_forms(visit: Callable[..., Any], firms: Any) -> None:
    page = visit("erin", scripts=False)
    page.goto(f"{LIST}trash")
    page.locator("tr", has_text="Crane").get_by_role("button", name="Restore").click()
    assert Customer.unscoped.get(name="Crane").deleted_at is None
