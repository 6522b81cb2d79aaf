"""On a phone nothing is beyond the edge: figures of a row stand under its name, the next step comes first, a way of many stages
fits; and a dialog that only asks rests on its way out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.browser.looking import sound
from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.planning.models import PriceItem, PriceList
from xianji.sales.models import Contract, VisitPlan
from xianji.sales.templates import shipped
from xianji.sales.templates.actions import load, publish

NAMED = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"


def test_prices_stand_under_their_product(visit: Callable[..., Any], house: Cast) -> None:
    with acting(SYSTEM):
        rows, product = make(PriceList, name="2027", from_on=date(2027, 1, 1)), make(Product, sku="G1", name="Gauge G1")
        for quantity, price in ((1, 1200), (5, 1100), (20, 1000)):
            make(PriceItem, price_list=rows, product=product, from_quantity=Decimal(quantity), price=Decimal(price), floor=Decimal(900))
    page = visit("erin", width=390, finger=True)
    page.goto(f"/planning/pricelists/{rows.pk}", wait_until="networkidle")
    table = page.locator("table.prices")
    assert table.locator("td[data-l]").evaluate_all(NAMED)[:4] == ['"from 1"', '"from 5"', '"from 20"', '"Floor price"']
    assert table.evaluate("at => at.parentElement.scrollWidth <= at.parentElement.clientWidth")
    first = page.locator(".rec > .tools .btn").evaluate_all("all => all.sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)[0].dataset.v")
    assert first == "primary"
    sound(page)
    wide = visit("erin")
    wide.goto(f"/planning/pricelists/{rows.pk}", wait_until="networkidle")
    assert wide.locator("table.prices thead").is_visible() and set(wide.locator("td[data-l]").evaluate_all(NAMED)) == {"none"}


def test_eight_stages_and_a_month_fit(visit: Callable[..., Any], house: Cast) -> None:
    alice = house.person("alice")
    with acting(SYSTEM):
        template = load(shipped.read("sale", "en"))
        publish(template)
        contract = make(Contract, name="Lanterns", customer=make(Customer, owner=alice), template=template, owner=alice, opportunity=None,
                        quote=None, currency=None, amends=None)  # fmt: skip
        plan = make(VisitPlan, month="2027-02-17", owner=alice)
    page = visit("alice", width=390, finger=True, language="zh-hans")
    page.goto(f"/sales/contracts/{contract.pk}", wait_until="networkidle")
    assert page.locator(".stagebar li").count() >= 7
    assert page.evaluate("(at => at.scrollWidth <= at.clientWidth)(document.querySelector('.steps'))")
    sound(page)
    page.goto(f"/sales/visitplans/{plan.pk}", wait_until="networkidle")
    assert page.locator(".facts").get_by_text("2027年2月").is_visible()
    sound(page)
    page.goto(f"/sales/visitplans/{plan.pk}/edit", wait_until="networkidle")
    assert page.locator("[name=month]").input_value() == "2027-02"
    page.locator("[name=month]").fill("2027-03")
    page.locator("form button[data-v=primary]").last.click()
    page.locator(".facts").get_by_text("2027年3月").wait_for()


def test_what_ends_nothing_says_nothing_more(visit: Callable[..., Any], house: Cast) -> None:
    with acting(SYSTEM):
        template = load(shipped.read("sale", "en"))
        publish(template)
    page = visit("erin")
    page.goto(f"/sales/contracttemplates/{template.pk}", wait_until="networkidle")
    page.locator("#since", has_text="since today").wait_for()
    bar = "(at => [at.lastElementChild.id, getComputedStyle(at.querySelector('#since'), '::after').content])(document.querySelector('.stagebar p'))"
    assert page.evaluate(bar) == ["since", "none"]


def test_a_dialog_that_only_asks_rests_on_its_way_out(visit: Callable[..., Any], house: Cast) -> None:
    with acting(SYSTEM):
        customer = make(Customer, name="Heron Works")
    page = visit("erin")
    page.goto(f"/customers/customers/{customer.pk}", wait_until="networkidle")
    page.locator("[popovertarget=more]").click()
    page.locator("#more a[href$='/do/blacklist']").click()
    page.get_by_role("dialog").wait_for()
    assert page.evaluate("document.activeElement.innerText") == "Cancel"
