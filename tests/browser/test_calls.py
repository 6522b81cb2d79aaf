"""A lead before a browser: its score, the telephone worklist under the thumb and by keys, and what it becomes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import sound
from tests.cast import Cast
from tests.making import make
from xianji.customers.consents import calling
from xianji.customers.leads import scoring
from xianji.customers.models import Campaign, Lead, Touch
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Region

SCRIPT = "Good day, this is Paper Crane.\nWhat are you planning?"


@pytest.fixture
def leads(house: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Three leads of alice that are due; calls are made at any hour, so that the test is not bound to one."""
    monkeypatch.setattr(calling, "hours", lambda day=None: (0, 24))
    alice, now = house.person("alice"), timezone.now()
    with acting(SYSTEM):
        fair = make(Campaign, name="Autumn fair", script=SCRIPT, starts_on=now.date(), ends_on=now.date())
        region = make(Region, unit=house.east)
        for place, name in enumerate(["Paper Boats", "Paper Kites", "Paper Lanterns"]):
            lead = make(Lead, company=name, person="Ann Reed", job="Lab head", part="decision", mobile="13800138001", owner=alice,
                        campaign=fair, standing="priority", employees=1450, region=region, need="Two sensors", source="event")  # fmt: skip
            scoring.note(lead, "quote")
            Lead.unscoped.filter(pk=lead.pk).update(next_step="Call back", next_step_at=now - timedelta(hours=5 - place))
    return house


def test_from_the_worklist_to_a_customer(visit: Callable[..., Any], leads: Cast) -> None:
    page = visit("alice", width=390)
    page.goto("/customers/calls", wait_until="networkidle")
    page.get_by_role("link", name="Paper Boats").wait_for()
    assert page.get_by_text(SCRIPT.split("\n")[0]).is_visible() and page.get_by_text("138****8001").is_visible()
    sound(page)
    page.get_by_label("Note").fill("Wants a visit")
    page.get_by_text("Tomorrow").click()
    button = page.get_by_role("button", name="Reached")
    assert button.bounding_box()["height"] >= 44
    button.click()
    page.get_by_role("link", name="Paper Kites").wait_for()
    assert Touch.unscoped.get().note == "Wants a visit" and Lead.unscoped.get(company="Paper Boats").state == "contacted"
    wide = visit("alice")
    wide.goto("/customers/calls", wait_until="networkidle")
    wide.get_by_role("link", name="Paper Kites").wait_for()
    sound(wide)
    wide.keyboard.press("2")
    wide.get_by_role("link", name="Paper Lanterns").wait_for()
    assert Touch.unscoped.get(outcome="no_answer").lead.company == "Paper Kites"
    boats = Lead.unscoped.get(company="Paper Boats")
    Lead.unscoped.filter(pk=boats.pk).update(budget=50_000)
    wide.goto(f"/customers/leads/{boats.pk}", wait_until="networkidle")
    wide.get_by_text("Asked for a quote or a demonstration").wait_for()
    sound(wide)
    wide.get_by_role("button", name="Qualify").click()
    wide.get_by_role("link", name="Convert").or_(wide.get_by_role("button", name="Convert")).first.click()
    wide.locator("dialog[open] button[data-v=primary]").click()
    wide.locator("dialog[open]").wait_for(state="detached")
    wide.wait_for_load_state("networkidle")
    kept = Lead.unscoped.select_related("customer").get(pk=boats.pk)
    assert kept.state == "converted" and kept.customer.name == "Paper Boats" and kept.deal_id
    wide.goto(f"/customers/customers/{kept.customer_id}", wait_until="networkidle")
    wide.get_by_text("Paper Boats").first.wait_for()
    assert not wide.complaints
