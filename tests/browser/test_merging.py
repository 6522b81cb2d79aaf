"""Two records that are one: found, compared, merged and taken apart again, at the desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Contact, Customer

LIST = "/customers/customers/"


@pytest.fixture
def twins(house: Cast) -> tuple[Customer, Customer]:
    alice = house.person("alice")
    full = make(Customer, name="Heron Works", owner=alice, phone="0591-100", employees=40, website="https://example.com/heron")
    bare = make(Customer, name="Heron Works", owner=alice, phone="0591-200")
    make(Contact, name="Lin", customer=bare, owner=alice)
    return full, bare


@pytest.mark.parametrize("width", [390])
def test_from_the_menu_to_one_record_and_back(visit: Callable[..., Any], twins: Any, width: int) -> None:
    full, bare = twins
    page = visit("alice", width=width)
    page.goto(f"{LIST}{full.pk}", wait_until="networkidle")
    page.locator("[popovertarget=more]").click()
    page.locator("#more").get_by_text("Merge with another").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_text("Heron Works ·").click()
    dialog.locator("button[data-v=primary]").click()
    page.get_by_text("One record stays and keeps its number").wait_for()
    assert page.get_by_role("group", name="Switchboard").locator("input:checked").get_attribute("value") == str(bare.pk)
    assert page.locator(".moves").inner_text() == "Contacts 1"
    assert fits(page)
    page.get_by_role("group", name="Switchboard").get_by_text("0591-100").click()
    page.locator("form.sheet-form button[data-v=primary]").click()
    page.get_by_text("Merged into: Heron Works").wait_for()
    kept = Customer.unscoped.get(pk=full.pk)
    assert kept.phone == "0591-100" and Contact.unscoped.get().customer_id == full.pk
    page.goto(f"{LIST}{bare.pk}", wait_until="networkidle")
    assert page.url.endswith(f"{LIST}{full.pk}")
    page.goto(f"{LIST}{full.pk}?tab=history", wait_until="networkidle")
    page.get_by_role("link", name="What was merged").click()
    page.get_by_role("button", name="Take the merge back").click()
    page.get_by_text("The merge was taken back: Heron Works").wait_for()
    assert Contact.unscoped.get().customer_id == bare.pk and not page.complaints


def test_from_two_ticked_rows_without_scripts_a_refusal_comes_back(visit: Callable[..., Any], twins: Any) -> None:
    full, bare = twins
    Customer.unscoped.filter(pk=bare.pk).update(state="blacklist")
    page = visit("alice", scripts=False)
    page.goto(LIST)
    for one in twins:
        page.locator(f'input[name=ids][value="{one.pk}"]').check()
    page.locator("button[form=bulk][value=merge]").first.evaluate("one => one.click()")
    page.get_by_text("such a record is not merged with others").wait_for()
    assert page.get_by_role("button", name="Merge", exact=True).count() == 0
