"""Large customers: a team is put together, the decision chain is drawn and walked by keyboard, a plan is written; at both widths."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import AccountPlan, Contact, ContactLink, Customer, TeamMember


@pytest.fixture
def firm(house: Cast) -> Customer:
    alice = house.person("alice")
    made = make(Customer, name="Heron Works", size_class="large", owner=alice)
    people = [make(Contact, customer=made, name=name, part=part, influence=weight, closeness=near, owner=alice)
              for name, part, weight, near in (("Ann Decides", "decision", 5, 4), ("Bo Advises", "influence", 3, 2), ("Cy Uses", "user", 2, 3))]  # fmt: skip
    make(ContactLink, contact=people[1], other=people[0], kind="reports", owner=alice)
    make(ContactLink, contact=people[0], colleague=house.person("erin"), owner=alice)
    return made


@pytest.mark.parametrize("width", [1440, 390])
def test_a_large_customer_is_looked_after(visit: Callable[..., Any], house: Cast, firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"/customers/customers/{firm.pk}?tab=team", wait_until="networkidle")
    lacks = page.locator(".note", has_text="still missing")
    assert "Technical support" in lacks.inner_text()
    page.get_by_role("link", name="New team").first.click()
    page.locator("[name=name]").fill("Heron team")
    for n, (person, role) in enumerate((("Grace", "tech"), ("Erin", "exec_sponsor"))):
        page.locator(f"[name=members-{n}-person]").fill(person)
        page.locator(f"[name=members-{n}-role]").select_option(role)
    page.locator("form button[data-v=primary]").last.click()
    page.get_by_text("Created: Heron team").first.wait_for()
    members = set(TeamMember.unscoped.values_list("person__name", "role"))
    assert members == {("Alice", "owner"), ("Grace", "tech"), ("Erin", "exec_sponsor")}
    page.goto(f"/customers/customers/{firm.pk}?tab=team", wait_until="networkidle")
    assert lacks.count() == 0 and "100" in page.locator("table").inner_text()
    page.goto(f"/customers/customers/{firm.pk}?tab=map", wait_until="networkidle")
    drawing = page.locator("svg.chain")
    assert drawing.is_visible() == (width > 720) and page.locator(".people > li").count() == 3
    assert fits(page)
    if width > 720:
        page.locator("svg.chain a").first.focus()
        page.keyboard.press("Enter")
    else:
        page.locator(".people a").first.click()
    page.wait_for_url("**/customers/contacts/*")
    page.goto(f"/customers/accountplans/new?customer={firm.pk}", wait_until="networkidle")
    year = timezone.localdate().year
    for name, text in {"name": "Heron 2026", "objectives": "Two lines", "to_on": f"{year + 1}-12-31", "wallet_now": "0.2",
                       "actions-0-title": "Show it", "actions-0-person": "Alice", "actions-0-due_on": f"{year + 1}-01-31"}.items():  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    page.locator("form button[data-v=primary]").last.click()
    page.get_by_text("Created: Heron 2026").first.wait_for()
    assert AccountPlan.unscoped.get().actions(manager="unscoped").count() == 1
    page.goto(f"/customers/customers/{firm.pk}?tab=plans", wait_until="networkidle")
    assert page.get_by_text("Two lines").is_visible()
    assert not page.complaints
