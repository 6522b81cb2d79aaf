"""A customer's class, file, preferences, news and a drawn file: one path at the desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Term
from xianji.customers.models import AccountEvent, ClassOverride, Customer, Preference, QualityCheck
from xianji.customers.quality.jobs import draw
from xianji.lib.actor import SYSTEM, acting

LIST = "/customers/customers/"


@pytest.fixture
def customer(house: Cast) -> Customer:
    with acting(SYSTEM):
        made = make(Customer, name="Heron Works", owner=house.person("alice"), employees=1450, need_kind="project",
                    annual_revenue=Decimal(900_000_000), potential=Decimal(4_200_000), region=None,
                    industry=make(Term, dictionary="industry", standing="priority"))  # fmt: skip
        draw(timezone.localdate(), seed="browser")
    return made


@pytest.mark.parametrize("width", [390])
def test_from_the_class_to_a_checked_file(visit: Callable[..., Any], customer: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}{customer.pk}?tab=class", wait_until="networkidle")
    page.get_by_text("100 points").wait_for()
    page.get_by_text("No order within 24 months").wait_for()
    assert fits(page)
    page.goto(f"{LIST}{customer.pk}/do/set_class", wait_until="networkidle")
    page.get_by_label("Size").select_option("medium")
    page.get_by_label("Why").fill("They split up")
    page.get_by_label("Until").fill(f"{timezone.localdate() + timedelta(days=20)}")
    page.locator("form button[data-v=primary]").click()
    page.wait_for_url(f"**{LIST}{customer.pk}*")
    assert ClassOverride.unscoped.get().state == "asked"
    page.get_by_role("link", name="Invoice title").click()
    page.locator("[name=invoice_title]:focus").fill("Heron Works Ltd")
    page.locator("form.sheet-form button[data-v=primary], form button[data-v=primary]").first.click()
    page.wait_for_url(f"**{LIST}{customer.pk}*")
    assert Customer.unscoped.get().invoice_title == "Heron Works Ltd"
    page.goto(f"{LIST}{customer.pk}?tab=valued", wait_until="networkidle")
    page.get_by_label("Write down: Price").click()
    page.get_by_label("What they want").fill("Prices by the year")
    page.locator("form button[data-v=primary]").first.click()
    page.get_by_text("Prices by the year").first.wait_for()
    assert Preference.unscoped.get().dimension == "price"
    check = QualityCheck.unscoped.get()
    page.goto(f"/customers/quality/{check.pk}", wait_until="networkidle")
    page.get_by_role("cell", name="Heron Works").wait_for()
    page.goto(f"/customers/quality/{check.pk}/do/compare", wait_until="networkidle")
    for label in ("Name", "Registration no.", "Industry", "Address", "Main contact"):
        page.get_by_label(label).select_option("right")
    page.locator("form button[data-v=primary]").click()
    page.wait_for_url(f"**/customers/quality/{check.pk}*")
    assert QualityCheck.unscoped.get().is_right and Customer.unscoped.get().verified_on
    assert not AccountEvent.unscoped.exists() and not page.complaints
