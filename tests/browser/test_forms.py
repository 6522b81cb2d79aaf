"""Forms before a browser: pickers, the dialog over the list, drafts, rows, and what happens when something goes wrong."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.looking import fits, until
from tests.cast import PASSWORD, Cast
from tests.making import make
from xianji.catalog.models import ExchangeRate
from xianji.customers.models import Contact, Customer
from xianji.kit.drafts.models import Draft
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

LIST, DEAL = "/customers/customers/", "/sales/opportunities/new"
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
Visit = Callable[..., Any]


@pytest.fixture
def firms(house: Cast) -> dict[str, Customer]:
    with acting(SYSTEM):
        made = {name: make(Customer, name=name, owner=house.person("alice")) for name in ("苍鹭机械", "Heron Works", "Crane Ltd")}
        for name, firm in (("Wei Lin", "Heron Works"), ("Wei Chen", "Crane Ltd")):
            make(Contact, name=name, customer=made[firm], owner=house.person("alice"))
    return made


def options(page: Any) -> list[str]:
    page.locator(".picks:popover-open").wait_for()
    return [one.split("\n")[0] for one in page.locator(".picks:popover-open [role=option]").all_inner_texts()]


@WIDTHS
def test_a_link_is_picked_by_keys_sound_or_hand(visit: Visit, firms: dict[str, Customer], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(DEAL, wait_until="networkidle")
    field = page.get_by_role("combobox", name="Customer", exact=True)
    field.press("ArrowDown")
    assert options(page) == ["Crane Ltd", "Heron Works", "苍鹭机械"]
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    for typed in ("canglu", "cljx", "苍鹭"):
        field.fill(typed)
        page.locator(".picks:popover-open [role=option][aria-selected=true]", has_text="苍鹭机械").wait_for()
        assert options(page) == ["苍鹭机械"]
        assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
        field.press("Escape")
        field.fill("")
    field.fill("heron")
    page.locator(".picks [aria-selected=true]", has_text="Heron Works").wait_for()
    field.press("Enter")
    assert field.input_value() == f"Heron Works ({firms['Heron Works'].number})" and page.url.endswith(DEAL)
    box = page.locator(".picks:popover-open")
    field.click()
    page.locator("[role=option]", has_text="Crane Ltd").wait_for()
    at = box.bounding_box()
    assert at["x"] >= 0 and at["x"] + at["width"] <= width and at["y"] + at["height"] <= 900
    page.locator("[role=option]", has_text="Crane Ltd").click()
    assert field.input_value().startswith("Crane Ltd") and not page.complaints


def test_what_was_typed_before_the_picker_was_there_is_answered(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    held: list[Any] = []
    page.route(re.compile(r"/pick(\.\w+)?\.js"), lambda route: held.append(route))
    page.goto(DEAL, wait_until="domcontentloaded")
    page.locator("[name=customer]").press_sequentially("heron")
    expect(page.locator("#pick-id_customer option")).to_have_count(1)
    held[0].continue_()
    assert options(page) == ["Heron Works"]


def test_what_fits_nothing_is_said_and_a_part_of_a_name_is_offered_without_scripts(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.goto(DEAL, wait_until="networkidle")
    page.get_by_role("combobox", name="Customer", exact=True).fill("nobody")
    assert options(page) == ["Nothing fits"]
    plain = visit("alice", scripts=False)
    plain.goto(DEAL)
    assert plain.locator("[name=customer]").get_attribute("list")
    assert plain.locator(".field", has=plain.locator("[name=customer]")).get_by_role("link").get_attribute("href") == LIST
    plain.fill("[name=name]", "Reeds")
    plain.fill("[name=customer]", "heron")
    plain.click("form button[data-v=primary]")
    offered = plain.locator("#pick-id_customer option").get_attribute("value")
    plain.fill("[name=customer]", offered)
    plain.click("form button[data-v=primary]")
    assert Opportunity.unscoped.get().customer == firms["Heron Works"]


@WIDTHS
def test_a_customer_is_made_over_the_list_with_its_twins_told(visit: Visit, firms: dict[str, Customer], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("c")
    dialog = page.locator("dialog[open]")
    name = dialog.get_by_label("Name", exact=False).first
    name.fill("Heron Works Ltd")
    name.press("Tab")
    told = dialog.locator("#alike .note")
    told.wait_for()
    assert told.get_by_role("link").all_inner_texts() == ["Heron Works"]
    box = dialog.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and fits(page)
    name.fill("Wagtail")
    name.press("Tab")
    told.wait_for(state="detached")
    dialog.get_by_role("button", name="Save and new").click()
    page.locator(".toast", has_text="Wagtail").wait_for()
    page.locator("dialog[open] [name=name]:focus").wait_for()
    assert page.locator("dialog[open] [name=name]").input_value() == "" and page.locator("dialog[open]").count() == 1
    page.locator("dialog[open] [name=name]").fill("Swift")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{LIST}*")
    page.locator("h1", has_text="Swift").wait_for()
    owners = set(Customer.unscoped.filter(name__in=["Wagtail", "Swift"]).values_list("owner__name", flat=True))
    assert owners == {"Alice"} and not page.complaints


@pytest.mark.parametrize("width", [1440])
def test_what_was_typed_goes_along_to_all_fields(visit: Visit, firms: dict[str, Customer], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("c")
    page.locator("dialog[open] [name=name]").fill("Swift")
    page.locator("dialog[open] [name=size_class]").select_option("small")
    page.wait_for_load_state("networkidle")
    page.locator("dialog[open] [data-send-as=all]").click()
    page.locator("[name=need_profile]").fill("Nests")
    assert page.locator("[name=name]").input_value() == "Swift" and page.locator("[name=size_class]").input_value() == "small"
    page.locator(".foot .btn[data-v=primary]").click()
    page.locator("h1", has_text="Swift").wait_for()
    assert Customer.unscoped.get(name="Swift").need_profile == "Nests" and not page.complaints


def test_a_contact_goes_with_its_customer(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.goto(DEAL, wait_until="networkidle")
    contact, customer = (page.get_by_role("combobox", name=name, exact=True) for name in ("Contact", "Customer"))
    contact.fill("Wei L")
    page.locator(".picks [aria-selected=true]", has_text="Wei Lin").wait_for()
    contact.press("Enter")
    expect(customer).to_have_value(re.compile("^Heron Works "))
    customer.fill("crane")
    page.locator(".picks [aria-selected=true]", has_text="Crane Ltd").wait_for()
    customer.press("Tab")
    expect(contact).to_have_value("")
    contact.click()
    assert options(page) == ["Wei Chen"] and not page.complaints


@pytest.mark.parametrize("width", [390])
def test_what_was_typed_outlives_the_browser_and_the_session(visit: Visit, firms: dict[str, Customer], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.fill("[name=name]", "Swift")
    page.fill("[name=need_profile]", "Nests of clay")
    expect(page.locator("[data-kept]")).to_have_text("Kept as a draft")
    assert "Nests" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    page.context.close()

    page = visit("alice", width=width)
    page.goto(f"{LIST}new", wait_until="networkidle")
    offer = page.locator("#draft-offer .note")
    offer.get_by_role("link", name="Continue").click()
    expect(page.locator("[name=need_profile]")).to_have_value("Nests of clay")
    page.locator(".foot .btn[data-v=primary]").click()
    page.locator("h1", has_text="Swift").wait_for()
    page.goto(f"{LIST}new", wait_until="networkidle")
    assert not offer.count() and not Draft.objects.exists() and not page.complaints


def test_saving_does_not_wait_for_the_offer_of_a_draft(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    held = []
    page.route(re.compile(r"/draft\?draft="), lambda route: held.append(route))
    page.keyboard.press("c")
    page.locator("dialog[open] [name=name]").fill("Quick Works")
    page.locator("#draft-offer").wait_for(state="attached")
    page.locator("dialog[open] button[data-v=primary]").click()
    page.locator("h1", has_text="Quick Works").wait_for()
    assert len(held) == 1 and Customer.unscoped.filter(name="Quick Works").exists()


def test_a_dialog_closed_by_mistake_is_offered_again(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("c")
    with page.expect_response("**/draft"):  # by the clock, or because the dialog is closed
        page.locator("dialog[open] [name=name]").fill("Swift")
        page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator("dialog[open] #draft-offer").get_by_role("link", name="Continue").click()
    expect(page.locator("dialog[open] [name=name]")).to_have_value("Swift")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("c")
    page.locator("dialog[open] #draft-offer").get_by_role("button", name="Discard").click()
    expect(page.locator("dialog[open] #draft-offer .note")).to_have_count(0)
    assert not Draft.objects.exists() and not page.complaints


def test_what_was_typed_before_the_page_was_furnished_is_kept(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    held = []
    page.route(re.compile(r"/drafts(\.\w+)?\.js"), lambda route: held.append(route))
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("c")
    page.locator("dialog[open] [name=name]").fill("Swift")
    page.keyboard.press("Escape")
    until(page, lambda: held)
    held[0].continue_()
    until(page, lambda: Draft.objects.exists())


def test_lines_are_filled_by_keys_and_from_a_spreadsheet(visit: Visit, house: Cast) -> None:
    page = visit("erin")
    page.goto("/catalog/currencies/new", wait_until="networkidle")
    page.fill("[name=code]", "CHF")
    page.fill("[name=name]", "Franc")
    cell = page.locator("[name=rates-0-from_on]")
    cell.focus()
    page.evaluate("""([name, text]) => {
        const told = new DataTransfer();
        told.setData("text/plain", text);
        document.querySelector(name).dispatchEvent(new ClipboardEvent("paste", { clipboardData: told, bubbles: true, cancelable: true }));
    }""", ["[name=rates-0-from_on]", "2026/1/1\t8.1\r\n2026-02-01\t8.2\n2026年3月1日\t8.3\n2026.4.1\t8.4\n"])  # fmt: skip
    expect(page.locator("[name=rates-3-from_on]")).to_have_value("2026-04-01")
    page.locator("[name=rates-3-rate]").press("Enter")
    expect(page.locator("[name=rates-4-rate]")).to_be_focused()
    page.locator("[name=rates-4-rate]").press("Alt+ArrowUp")
    expect(page.locator("[name=rates-3-rate]")).to_be_focused()
    page.locator("[name=rates-3-rate]").press("Alt+Delete")
    expect(page.locator("[name=rates-3-gone]")).to_be_checked()
    page.wait_for_load_state("networkidle")  # a check that comes after the save says that the code is taken
    page.keyboard.press("Control+Enter")
    page.locator("h1", has_text="CHF").wait_for()
    stored = ExchangeRate.unscoped.order_by("from_on").values_list("from_on", "rate")
    assert [(f"{on}", float(rate)) for on, rate in stored] == [("2026-01-01", 8.1), ("2026-02-01", 8.2), ("2026-03-01", 8.3)]
    assert not [one for one in page.complaints if "422" not in one]  # a check may end with the save


@pytest.mark.parametrize("width", [390])
def test_who_was_signed_out_signs_in_over_the_form_and_it_is_saved(visit: Visit, firms: dict[str, Customer], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.fill("[name=name]", "Swift")
    expect(page.locator("[data-kept]")).to_have_text("Kept as a draft")
    Session.objects.all().delete()
    page.locator(".foot .btn[data-v=primary]").click()
    door = page.locator("#door")
    door.locator("[name=login]").fill("alice")
    door.locator("[name=password]").fill("wrong")
    door.locator("[name=password]").press("Enter")
    door.get_by_role("alert").first.wait_for()
    assert page.locator("[name=name]").input_value() == "Swift"
    door.locator("[name=password]").fill(PASSWORD)
    door.locator("[name=password]").press("Enter")
    page.locator("h1", has_text="Swift").wait_for()
    assert Customer.unscoped.filter(name="Swift").count() == 1 and not Draft.objects.exists()


def test_without_a_connection_it_is_said_and_nothing_typed_is_lost(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice", width=390)
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.context.set_offline(True)
    page.fill("[name=name]", "Swift")
    expect(page.locator("[data-kept]")).to_have_text(re.compile("Not kept"))
    page.locator(".foot .btn[data-v=primary]").click()
    failure = page.locator("[data-failure]")
    failure.get_by_text("What you typed is kept").first.wait_for()
    assert page.locator("[name=name]").input_value() == "Swift" and not page.locator(".toast").count()
    page.context.set_offline(False)
    failure.locator("[data-retry]").click()
    page.locator("h1", has_text="Swift").wait_for()


def test_what_takes_long_greys_the_rows_and_can_be_cancelled(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.route("**/customers/?*", lambda route: None)
    page.get_by_role("link", name="Mine").first.click()
    expect(page.locator("html[data-waiting]")).to_have_count(1)
    expect(page.locator("#main")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Cancel").click(timeout=12_000)
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".slow, html[data-waiting]")).to_have_count(0)
    assert page.locator("tbody a.name").count() == 3
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.route("**/customers/new", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.locator(".foot .btn[data-v=primary]").click()
    page.locator(".form .err").first.wait_for()
    expect(page.locator("html[data-waiting]")).to_have_count(0)


def test_a_late_part_is_tried_again_where_it_failed(visit: Visit, firms: dict[str, Customer]) -> None:
    page = visit("alice")
    page.route("**/customers/customers/count*", lambda route: route.abort(), times=1)
    page.goto(LIST, wait_until="networkidle")
    page.locator("[data-failure] [data-retry]").first.click()
    expect(page.locator("#count")).to_have_text(str(Customer.unscoped.count()))
    assert page.locator("[data-failure]").count() == 0
