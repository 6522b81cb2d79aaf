"""A sequence is written and put into use, a lead is enrolled from its page, paused and gone on with; at both widths."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Lead, NurtureEnrollment, NurtureSequence

STEPS = (("1", "mail", "News for {company}", "Dear {person}, this is {owner}."), ("3", "call", "Ask {person}", "What has changed?"))


@pytest.mark.parametrize("width", [1440])
def test_a_lead_is_kept_in_touch_with(visit: Callable[..., Any], house: Cast, width: int) -> None:
    lead = make(Lead, company="Heron Works", person="Ann", owner=house.person("erin"), state="contacted", basis="consent")
    page = visit("erin", width=width)
    page.goto("/customers/nurturing/new", wait_until="networkidle")
    page.locator("[name=name]").fill("After the fair")
    page.locator("[name=purpose]").select_option("sales")
    for n, (wait, channel, title, text) in enumerate(STEPS):
        for name, value in (("wait", wait), ("title", title), ("text", text)):
            page.locator(f"[name=steps-{n}-{name}]").fill(value)
        page.locator(f"[name=steps-{n}-channel]").select_option(channel)
    assert fits(page)
    page.locator("form button[data-v=primary]").last.click()
    page.get_by_text("Created: After the fair").first.wait_for()
    made = NurtureSequence.unscoped.get()
    page.goto(f"/customers/nurturing/{made.pk}/do/put_into_use", wait_until="networkidle")
    page.locator("form button[data-v=primary]").last.click()
    page.wait_for_url(f"**/customers/nurturing/{made.pk}")
    page.goto(f"/customers/leads/{lead.pk}/do/enroll", wait_until="networkidle")
    page.locator("[name=sequence]").fill("After the fair")
    page.locator("form button[data-v=primary]").last.click()
    page.wait_for_url(f"**/customers/leads/{lead.pk}")
    there = page.locator("#nurturing")
    assert "News for Heron Works" in there.inner_text() and "Running" in there.inner_text()
    for verb, state in (("Pause", "paused"), ("Go on", "active")):
        there.get_by_role("link", name=verb).click()
        page.locator("dialog[open] button[data-v=primary]").click()
        there.get_by_role("link", name="Go on" if state == "paused" else "Pause").wait_for()
        assert NurtureEnrollment.unscoped.get().state == state
    page.goto(f"/customers/nurturing/{made.pk}", wait_until="networkidle")
    course = page.locator(".course > li")
    assert course.count() == 2 and "Waiting 1" in course.first.inner_text()
    assert fits(page)
    assert not page.complaints
