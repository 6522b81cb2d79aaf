"""A visit on the way: taken along, made without a network, sent once, and asked about where somebody else was faster."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import findings, fits, until
from tests.browser.test_installed import READY
from tests.cast import Cast
from tests.kit.files.samples import png
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.kit import verbs
from xianji.kit.files.models import Attachment
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import SalesMaterial, Visit, VisitArrival, VisitNote
from xianji.workspace.models import Activity, Task

DUE = (timezone.localdate() + timedelta(days=2)).isoformat()


@pytest.fixture
def visits(house: Cast) -> list[Visit]:
    """Two visits of alice today, a paper to take along and a product to show."""
    alice, now = house.person("alice"), timezone.localtime().replace(hour=12)
    with acting(SYSTEM):
        make(SalesMaterial, name="Platform story", kind="case", edition="2")
        make(SalesMaterial, name="First visit", kind="talk", edition="1", text="Listen first.")
        make(Product, name="Spectrometer")
        made = []
        for place, name in enumerate(["Paper Boats", "Paper Kites"]):
            customer = make(Customer, name=name, address="Harbour Lane 3", owner=alice)
            contact = make(Contact, customer=customer, name="Ann Reed", job="Lab head", part="decision", owner=alice)
            made.append(make(Visit, customer=customer, contact=contact, owner=alice, planned_at=now + timedelta(minutes=place)))
        before = make(Visit, customer=made[0].customer, owner=alice, planned_at=now - timedelta(days=2))
        told = {"state": "cancelled", "checked_in_at": now - timedelta(days=2), "place": "31.23130,121.47370 ±9"}
        Visit.unscoped.filter(pk=before.pk).update(**told)
    return made

IMPATIENT = "document.querySelector('#waits [data-do=send]')?.click()"
"""Tells nothing: whoever waits for the network presses again and again."""


def step(page: Page, name: str) -> None:
    expect(page.locator(".four [aria-current]")).to_have_text(name)
    assert fits(page)


def make_it(page: Page, customer: str, purpose: str = "Budget of the platform", said: str = "They build a shared platform next year.") -> None:
    """All four steps."""
    page.get_by_role("link", name=customer).click()
    step(page, "Prepare")
    page.get_by_role("button", name="Set off").click()
    expect(page.get_by_role("alert")).to_contain_text("purpose, expected outcome, background looked at")
    page.get_by_label("Purpose").fill(purpose)
    page.get_by_label("Expected outcome").fill("Who decides, and when")
    page.get_by_label("Background looked at").check()
    page.get_by_label("Platform story 2").check()
    page.get_by_role("button", name="Set off").click()
    step(page, "Check in")
    page.get_by_role("button", name="Note the place").click()
    expect(page.get_by_text("Place noted, within")).to_be_visible()
    expect(page.get_by_text("100 m from where you checked in here last")).to_have_count(int(customer == "Paper Boats"))
    page.locator("[data-photo]").set_input_files({"name": "door.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator(".shot img")).to_have_count(1)
    page.evaluate("for (const _tap of [1, 2]) document.querySelector('[data-do=check_in]').click()")
    step(page, "Write down")
    page.get_by_label("What was said").fill(said)
    page.get_by_label("Function").fill("Ion chromatograph")
    page.locator("[data-shown]").fill("Spectrometer")
    expect(page.locator(".chip")).to_have_text("Spectrometer")
    page.get_by_role("button", name="Check out").click()
    step(page, "Next step")
    page.get_by_role("button", name="Submit the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Add what was agreed")
    page.locator("[data-list=next] [name=text]").fill("Send the list")
    page.locator("[data-list=next] [name=due]").fill(DUE)
    page.get_by_text("Got ahead").click()
    page.get_by_role("button", name="Submit the report").click()


def along(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    until(page, lambda: page.evaluate(READY))
    page.goto("/sales/visits/go", wait_until="networkidle")
    expect(page.locator(".stops li")).to_have_count(2)


def test_made_without_a_network_it_arrives_once(visit: Any, visits: list[Visit]) -> None:
    page = visit("alice", width=390, workers=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 31.2304, "longitude": 121.4737, "accuracy": 12})
    lost, may_lose = [], False

    def lose(route: Route) -> None:
        if may_lose and len(lost) < 2:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/sales/visits/arrive", lose)  # before the page comes: of one that is there some requests are not seen at once
    along(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".stops li")).to_have_count(2)
    make_it(page, "Paper Boats")
    expect(page.locator("#waits")).to_contain_text("Not sent yet: 5")
    page.reload()
    expect(page.locator("#waits")).to_contain_text("Not sent yet: 5")
    assert not VisitArrival.objects.exists()
    may_lose = True
    page.context.set_offline(False)
    until(page, lambda: page.evaluate(IMPATIENT) or len(lost) == 2 and page.locator(".stops li").count() == 1)
    assert len(lost) == 2
    done = Visit.unscoped.get(pk=visits[0].pk)
    assert (done.state, done.purpose, done.place) == ("reported", "Budget of the platform", "31.23040,121.47370 ±12")
    assert sorted(VisitNote.unscoped.values_list("kind", flat=True)) == ["material", "next", "shown"]
    assert (VisitArrival.objects.count(), Activity.unscoped.count(), Task.unscoped.count()) == (5, 1, 1)
    assert Attachment.objects.filter(label="sales.visit", record_id=done.pk).count() == 1
    page.on("dialog", lambda box: box.accept())
    page.goto("/", wait_until="networkidle")
    page.locator(".tabbar [popovertarget=side]").click()
    page.locator("[popovertarget=me-menu]").click()
    page.locator("#me-menu form button").click()
    page.wait_for_url("**/account/login/")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_two_devices_of_one_person_lose_nothing(visit: Any, visits: list[Visit]) -> None:
    """Both write the same visit up without a network: it is made once, both words are shown, and the later ones stay as a note."""
    phone, other = (visit("alice", width=width, workers=True) for width in (390, 1440))
    for page in (phone, other):
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": 31.2304, "longitude": 121.4737, "accuracy": 12})
        along(page)
        page.context.set_offline(True)
    make_it(phone, "Paper Boats", "Budget of the platform", "They build a shared platform next year.")
    make_it(other, "Paper Boats", "Who decides there", "Their engineer decides alone.")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send now").click()
    expect(phone.locator(".stops li")).to_have_count(1)
    other.context.set_offline(False)
    other.get_by_role("button", name="Send now").click()
    clash = other.locator(".clash")
    expect(clash).to_have_count(1)
    for told in ("Here: Who decides there", "There: Budget of the platform", "Here: Their engineer decides alone.",
                 "There: They build a shared platform next year."):  # fmt: skip
        expect(clash).to_contain_text(told)
    clash.get_by_role("button", name="Send mine").click()
    later = clash.get_by_role("button", name="Keep mine as a note")
    later.click()
    expect(clash).to_have_count(0)
    expect(other.locator("#waits")).to_have_count(0)
    done = Visit.unscoped.get(pk=visits[0].pk)
    assert (done.state, done.summary) == ("reported", "They build a shared platform next year.")
    kept = dict(Activity.unscoped.filter(about_id=done.pk).values_list("kind", "text"))
    assert set(kept) == {"meeting", "note"} and "Their engineer decides alone." in kept["note"] and "Send the list" in kept["note"]
    assert sorted(VisitNote.unscoped.values_list("kind", flat=True)) == ["material", "next", "shown"] and Task.unscoped.count() == 1
    assert Attachment.objects.filter(label="sales.visit", record_id=done.pk).count() == 1, "the same photo of both"


def test_who_was_faster_is_shown_and_the_person_decides(visit: Any, visits: list[Visit], house: Cast) -> None:
    page = visit("alice", workers=True, theme="dark")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 31.2304, "longitude": 121.4737, "accuracy": 12})
    along(page)
    assert findings(page, "dark") == []
    page.context.set_offline(True)
    for name in ("Paper Boats", "Paper Kites"):
        make_it(page, name)
    with house.acting("bob"):
        for one in visits:
            verbs.change(Visit.objects.get(pk=one.pk), {"purpose": "Only the service contract"})
    page.context.clear_cookies(name="csrftoken")  # as after a new sign-in
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".clash")).to_have_count(2)
    expect(page.locator(".clash").first).to_contain_text("There: Only the service contract")
    page.locator(".clash").first.get_by_role("button", name="Send mine").click()
    expect(page.locator(".clash")).to_have_count(1)
    page.locator(".clash").get_by_role("button", name="Leave theirs").click()
    expect(page.locator(".clash")).to_have_count(0)
    expect(page.locator("#waits")).to_have_count(0)
    told = dict(Visit.unscoped.filter(contact__isnull=False).values_list("pk", "purpose"))
    assert told == {visits[0].pk: "Budget of the platform", visits[1].pk: "Only the service contract"}
    assert dict(Visit.unscoped.exclude(state="cancelled").values_list("pk", "state")) == {visits[0].pk: "reported", visits[1].pk: "planned"}
    page.get_by_role("link", name="Paper Kites").click()
    page.get_by_label("Purpose").fill("The budget after all")
    page.get_by_label("Expected outcome").fill("A day")
    page.get_by_label("Background looked at").check()
    page.get_by_label("Platform story 2").check()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("link", name="Paper Kites").wait_for()
    with house.acting("bob"):
        verbs.change(Visit.objects.get(pk=visits[1].pk), {"purpose": "Only their complaint"})
    page.reload(wait_until="networkidle")
    page.get_by_role("link", name="Paper Kites").click()
    page.get_by_role("button", name="Set off").click()
    step(page, "Check in")
    page.get_by_role("button", name="Back").click()
    expect(page.locator(".clash")).to_contain_text("Here: The budget after all")
    expect(page.locator(".clash")).to_contain_text("There: Only their complaint")
    assert Visit.unscoped.get(pk=visits[1].pk).purpose == "Only their complaint"
