"""Is this company here? Asked on a phone and at the desk; two files of one company, from their case to one record."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.duplicates.looking import look_at_all
from xianji.customers.models import Customer, DuplicateCase
from xianji.lib import actor
from xianji.lib.actor import SYSTEM


@pytest.fixture
def firms(house: Cast) -> None:
    alice = house.person("alice")
    make(Customer, name="苏州海辰机械有限公司", phone="0512-62883300", size_class="medium", address="星湖街 1 号", owner=alice)
    make(Customer, name="海辰機械（苏州）股份有限公司", phone="0512 6288 3300", employees=40, owner=alice)
    make(Customer, name="苏州快达物流有限公司", size_class="large", owner=house.person("carol"))
    with actor.acting(SYSTEM):
        look_at_all()


@pytest.mark.parametrize("width", [1440, 390])
def test_from_the_check_to_one_file(visit: Callable[..., Any], firms: None, width: int, tmp_path: Any) -> None:
    page = visit("alice", width=width)
    page.goto("/", wait_until="networkidle")
    if width < 500:
        page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Check for duplicates").click()
    page.locator("main [name=typed]").fill("快答物流 苏州")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("A company that you may not see").wait_for()
    assert page.get_by_text("South 1 · Large").is_visible() and not page.get_by_text("苏州快达物流有限公司").count()
    assert fits(page)
    page.locator("main [name=typed]").fill("海辰机械")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("28 searches left today").wait_for()
    page.get_by_role("link", name="苏州海辰机械有限公司").click()
    page.get_by_text("may be the same company").wait_for()
    page.get_by_role("link", name="Look", exact=True).click()
    page.get_by_text("Names alike by 100 %").wait_for()
    assert page.get_by_text("Same telephone", exact=True).first.is_visible()
    assert fits(page)
    page.get_by_role("link", name="Merge", exact=True).click()
    page.locator("form.sheet-form button[data-v=primary]").click()
    page.get_by_text("Merged into").wait_for()
    assert DuplicateCase.unscoped.get().state == "merged" and not page.complaints
