"""A seller under way: what the day asks is three taps away at most, and a tab is found again. Once more before a desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.browser.looking import sound
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity


def test_call_note_next_step_and_check_are_three_taps_away(visit: Callable[..., Any], house: Cast) -> None:
    alice = house.person("alice")
    with acting(SYSTEM):
        firms = [make(Customer, name=name, owner=alice, phone="0512 88001122") for name in ("Heron Works", "Owl Works")]
        ann = make(Contact, name="Ann Reed", customer=firms[0], owner=alice, mobile="13800138001")
        deal = make(Opportunity, name="Reeds", customer=firms[0], owner=alice, stage="needs")
        Customer.unscoped.update(last_contact_on=timezone.localdate() - timedelta(days=30))
    page = visit("alice", width=390, finger=True)
    here = f"/customers/customers/{firms[0].pk}"
    page.goto("/", wait_until="networkidle")
    page.get_by_role("link", name="Heron Works").tap()
    page.wait_for_url(f"**{here}*")
    page.wait_for_load_state("networkidle")
    for name, address in (("Call", f"{here}/dial"), ("Call Ann Reed", f"/customers/contacts/{ann.pk}/dial")):
        link = page.get_by_role("link", name=name, exact=True)
        assert link.get_attribute("href") == address and link.bounding_box()["height"] >= 40
    page.get_by_role("link", name="New task").wait_for()
    page.get_by_role("link", name="Write down").tap()
    page.locator("dialog[open]").wait_for()
    sound(page)
    page.get_by_role("button", name="Close").first.tap()
    page.locator(".tabbar [popovertarget=side]").tap()
    page.get_by_role("link", name="Check for duplicates").tap()
    page.wait_for_url("**/customers/check*")
    assert page.get_by_placeholder("Name, phone or number").is_visible()
    sound(page)

    page.goto(f"{here}?tab=history", wait_until="networkidle")
    tab = page.locator(".tabs > [aria-current]")
    box = tab.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator(".subhead").get_by_role("link", name="Why can I see this?").tap()
    page.wait_for_url("**tab=why*")
    page.goto(f"/customers/customers/{firms[1].pk}", wait_until="networkidle")
    page.locator(".tabs").get_by_role("link", name="History and access").tap()
    page.wait_for_url(f"**/{firms[1].pk}?tab=why")
    sound(page)
    page.goto("/customers/accountevents/", wait_until="networkidle")
    assert page.evaluate("(at => at.scrollWidth <= at.clientWidth)(document.querySelector('h1'))"), "its button leaves it room"
    page.goto(f"/sales/opportunities/{deal.pk}", wait_until="networkidle")
    assert page.evaluate("(at => at.scrollWidth <= at.clientWidth)(document.querySelector('.steps'))"), "nor do its stages go beyond"

    wide = visit("alice", theme="dark")
    wide.goto(f"{here}?tab=sharing", wait_until="networkidle")
    assert wide.locator(".tabs > a").count() <= 8 and not wide.get_by_role("link", name="Call", exact=True).is_visible()
    wide.get_by_role("link", name="Tags").first.click()
    wide.locator("dialog[open] label").first.click()
    assert wide.evaluate("document.activeElement.closest('dialog') !== null")
    sound(wide, "dark")
