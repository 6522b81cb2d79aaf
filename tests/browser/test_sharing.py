"""A record is shared with a unit, shows it, and is taken back; at the desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.org.models import Share


@pytest.fixture
def firm(house: Cast) -> Customer:
    return make(Customer, name="Heron Works", owner=house.person("alice"))


@pytest.mark.parametrize("width", [390])
def test_a_unit_is_let_in_and_out(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"/customers/customers/{firm.pk}?tab=sharing", wait_until="networkidle")
    form = page.locator("form.share")
    form.locator("[name=unit]").fill("South")
    form.locator("[name=with_below]").check()
    form.locator("button[data-v=primary]").click()
    page.get_by_text("Shared with South and below.").first.wait_for()
    page.goto(f"/customers/customers/{firm.pk}", wait_until="networkidle")
    assert page.locator("#shared").inner_text().strip() == "South and below"
    assert fits(page)
    carol = visit("carol", width=width)
    carol.goto(f"/customers/customers/{firm.pk}", wait_until="networkidle")
    assert carol.locator("h1").first.inner_text() == "Heron Works" and carol.locator("#shared a").count() == 0
    page.locator("#shared a").click()
    page.get_by_role("button", name="Take back: South and below").click()
    page.get_by_text("The share was taken back.").wait_for()
    assert not Share.objects.exists() and not page.complaints
    assert carol.goto(f"/customers/customers/{firm.pk}").status == 404
