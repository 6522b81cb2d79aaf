"""Finance rates a customer on the sheet, whose points follow each key, and sees on its page what it may owe; at both widths."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.models import CreditAssessment, CreditLimit

SHEET = {"monthly_sales": "100000", "punctual": "0.92", "years": "3", "statements_on": f"{timezone.localdate() - timedelta(days=150)}", "current": "1.5", "quick": "0.8",
         "net_margin": "0.05", "revenue": "80000000", "debt": "0.5", "assets": "40000000"}  # fmt: skip


def looked_at(page: Any, name: str) -> None:
    """Kept where somebody wants to look."""
    if folder := os.environ.get("XIANJI_LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=False)


@pytest.mark.parametrize("width", [1440])
def test_a_customer_is_rated_and_lent_more(visit: Callable[..., Any], house: Cast, width: int) -> None:
    customer = make(Customer, name="Heron Works", owner=house.person("alice"))
    language = os.environ.get("XIANJI_LOOK_LANGUAGE", "en")
    page = visit("grace", width=width, language=language, theme=os.environ.get("XIANJI_LOOK_THEME", "light"))
    page.goto(f"/customers/customers/{customer.pk}", wait_until="networkidle")
    page.locator("#credit a[href*='assessments/new/of']").click()
    page.wait_for_url("**/risk/assessments/new?**")
    page.locator(".scored .points", has_text="30").wait_for()
    for name, value in SHEET.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=security]").select_option("pledge")
    page.locator(".scored .points", has_text="71").wait_for()
    assert page.locator(".scored .ladder [aria-current]").inner_text() == "A"
    assert fits(page)
    looked_at(page, f"sheet-form-{width}")
    page.locator("footer button[data-v=primary]").click()
    page.locator(".scored-page").wait_for()
    one = CreditAssessment.unscoped.get()
    assert (one.score, one.rating, one.limit) == (71, "A", 120_000)
    looked_at(page, f"sheet-page-{width}")
    page.goto(f"/risk/assessments/{one.pk}/do/submit", wait_until="networkidle")
    page.locator("form button[data-v=primary]").last.click()
    page.wait_for_url(f"**/risk/assessments/{one.pk}")
    assert CreditLimit.unscoped.get().state == "active", "finance alone decides on so much"
    with acting(SYSTEM):
        owed = Exposure(receivable=90_000, undelivered=25_000, unposted=8_000, unallocated=12_000, overdue=9_000, overdue_days=6)
        post([customer.pk], {customer.pk: owed})
    page.goto(f"/customers/customers/{customer.pk}", wait_until="networkidle")
    assert "93%" in page.locator("#credit").inner_text()
    page.locator("#credit").scroll_into_view_if_needed()
    looked_at(page, f"customer-{width}")
    page.locator("#credit a[href*='limits/new']").click()
    page.wait_for_url("**/risk/limits/new?**")
    page.locator("[name=amount]").fill("30000")
    page.locator("[name=to_on]").fill("2099-01-01")
    page.locator(".scored .note", has_text="30").wait_for()
    assert "25.00%" in page.locator(".scored").inner_text()
    assert fits(page)
    looked_at(page, f"limit-form-{width}")
    page.goto("/risk/credit", wait_until="networkidle")
    assert "Heron Works" in page.locator("tbody").inner_text()
    looked_at(page, f"use-{width}")
    page.goto("/", wait_until="networkidle")
    looked_at(page, f"today-{width}")
    assert not page.complaints
