"""A verb whose questions fill a page of its own is reached from the record, also where scripts run."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import sound
from tests.cast import Cast
from xianji.org.models import Person


@pytest.mark.parametrize("width", [390])
def test_leaving_asks_first_who_takes_over(visit: Callable[..., Any], house: Cast, width: int) -> None:
    alice = house.person("alice")
    page = visit("frank", width=width)
    page.goto(f"/administration/people/{alice.pk}", wait_until="networkidle")
    page.locator("[popovertarget=more]").click()
    page.locator("#more a[href$='/do/leave']").click()
    page.wait_for_url(f"**/people/{alice.pk}/do/leave")
    assert page.locator("[name=left_on]").input_value()
    sound(page)
    page.locator("form button[data-v=danger]").click()
    page.wait_for_url(f"**/people/{alice.pk}")
    assert Person.unscoped.get(pk=alice.pk).state == "left"
