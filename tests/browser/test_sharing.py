"""Sharing a record before a browser, at both widths and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.kit.browser.test_screens import AXE, RULES
from tests.making import make
from xianji.customers.models import Customer
from xianji.org.models import Share


@pytest.fixture
def firm(house: Cast) -> Customer:
    return make(Customer, name="Heron Works", owner=house.person("alice"))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_record_is_shared_and_taken_back(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"/customers/customers/{firm.pk}?tab=sharing", wait_until="networkidle")
    page.locator("form.share [name=person]").fill("Carol")
    page.locator("form.share [name=may_change]").check()
    page.get_by_role("button", name="Share", exact=True).click()
    page.locator(".shares", has_text="may change it").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if AXE.exists():
        page.evaluate(AXE.read_text())
        assert [each["id"] for each in page.evaluate(RULES["light"])["violations"]] == []
    page.get_by_role("button", name="Take back: Carol").click()
    page.get_by_text("Shared with nobody.").wait_for()
    page.wait_for_load_state("networkidle")
    assert not Share.objects.exists() and not page.complaints


def test_a_refusal_keeps_what_was_typed_without_scripts(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"/customers/customers/{firm.pk}?tab=sharing")
    page.locator("form.share [name=person]").fill("Erin")
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.locator(".err").is_visible() and "Erin" in page.locator("[name=person]").input_value()
