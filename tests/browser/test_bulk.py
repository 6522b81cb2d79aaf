"""Many rows at once, before a browser: a field for all of them, tried first and taken back after; all that match, done by the
worker; on a phone and without scripts."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.browser.looking import findings, fits, sound
from tests.cast import Cast
from tests.kit.bulk.conftest import fill
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.bulk import running
from xianji.kit.bulk.models import Bulk
from xianji.kit.jobs import starting
from xianji.kit.jobs.running import run
from xianji.org.loading import update

LIST = "/customers/customers/"


@pytest.fixture
def firms(house: Cast) -> list[Customer]:
    return [make(Customer, name=name, owner=house.person("alice")) for name in ("Heron", "Crane", "Swift")]


def sizes() -> list[str]:
    return sorted(Customer.unscoped.values_list("size_class", flat=True))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_field_is_changed_for_the_ticked_rows_and_taken_back(
    visit: Callable[..., Any], firms: Any, width: int
) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    if width == 390:
        page.locator("[popovertarget=sorting]").click()
        page.get_by_role("button", name="Select records").click()
    for name in ("Heron", "Crane"):
        page.get_by_label(f"Select {name}").check()
    assert fits(page)
    if width == 390:
        page.locator(".bulk [popovertarget=deeds]").click()
    page.locator("button[form=bulk][value=change]:visible").click()
    page.locator("select[name=field]").select_option("size_class")
    page.get_by_role("button", name="Preview").click()
    page.locator("select[name=size_class]").select_option("large")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("The first of them").wait_for()
    assert sizes() == ["", "", ""]
    assert fits(page)
    assert findings(page) == []
    page.get_by_role("button", name="Change a field").click()
    page.locator(".toast [data-undo]").wait_for()
    assert sizes() == ["", "large", "large"]
    page.locator(".toast [data-undo]").click()
    page.get_by_text("Taken back: 2 records").wait_for()
    assert sizes() == ["", "", ""] and not page.complaints


def at_work(job_id: int) -> threading.Thread:
    """The worker, beside the browser."""

    def work() -> None:
        run(job_id)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.parametrize("width", [1440, 390])
def test_all_that_match_are_changed_by_the_worker_and_taken_back(
    visit: Callable[..., Any], house: Cast, monkeypatch: Any, width: int
) -> None:
    firms = fill(house, 620, size_class="small")
    firms[0].registration_type, firms[0].registration_no = "usci", "wrong"
    update(firms[:1], ["registration_type", "registration_no"])
    monkeypatch.setattr(starting, "enqueue", lambda job_id: None)
    halfway, onward, step = threading.Event(), threading.Event(), running.step

    def pauses(*given: Any) -> int:
        told = step(*given)
        halfway.set()
        onward.wait(20)
        return told

    monkeypatch.setattr(running, "step", pauses)
    page = visit("alice", width=width)
    page.goto(f"{LIST}?size_class=small", wait_until="networkidle")
    if width == 390:
        page.locator("[popovertarget=sorting]").click()
        page.get_by_role("button", name="Select records").click()
        page.evaluate("document.querySelector('[data-all]').click()")
    else:
        page.locator("[data-all]").check()
    page.get_by_text("All 620 that match").click()
    page.get_by_text("All 620 selected").wait_for()
    sound(page)
    if width == 390:
        page.locator(".bulk [popovertarget=deeds]").click()
    page.locator("button[form=bulk][value=change]:visible").click()
    page.locator("select[name=field]").select_option("size_class")
    page.get_by_role("button", name="Preview").click()
    page.locator("select[name=size_class]").select_option("large")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("The first of them").wait_for()
    sound(page)
    page.get_by_role("button", name="Change a field").click()
    toast = page.locator(".toast")
    toast.get_by_text("0 of 620").wait_for()
    worker = at_work(Bulk.objects.get().job_id)
    toast.get_by_text("500 of 620").wait_for()
    onward.set()
    worker.join(20)
    toast.get_by_text("619 records · 1 left out").click()
    page.get_by_text("1 record was left out").wait_for()
    sound(page)
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    assert "invalid,registration_no,wrong," in file.value.path().read_text("utf-8-sig")
    page.get_by_role("button", name="Undo").click()
    undo = Bulk.objects.get(deed="undo")
    run(undo.job_id)
    page.get_by_text("Taken back: 619 records").wait_for()
    assert set(sizes()) == {"small"} and not page.complaints


def test_verbs_that_no_ticked_row_can_do_are_hidden_and_the_others_count(visit: Callable[..., Any], firms: Any, house: Cast) -> None:
    make(Customer, name="Owl", state="lost", owner=house.person("alice"))
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    win_back = page.locator(".bulk button[value=win_back]")
    page.get_by_label("Select Heron").check()
    assert win_back.is_hidden()
    page.get_by_label("Select Owl").check()
    assert win_back.is_visible() and "1 of 2 can" in win_back.inner_text()
    page.get_by_label("Select Heron").uncheck()
    assert "can" not in win_back.inner_text() and not page.complaints


def test_in_the_menu_they_are_hidden_when_it_is_first_opened(visit: Callable[..., Any], firms: Any, house: Cast) -> None:
    make(Customer, name="Owl", state="lost", owner=house.person("alice"))
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.get_by_label("Select Owl").check()
    page.locator(".bulk [popovertarget=deeds]").click()
    shown = page.locator("#deeds [data-when]").evaluate_all("all => all.filter((one) => !one.hidden).map((one) => one.dataset.when)")
    every = page.locator("#deeds [data-when]").count()
    assert 0 < len(shown) < every and all("lost" in states for states in shown), (shown, every)


def test_without_scripts_the_same_pages_lead_there(visit: Callable[..., Any], firms: Any) -> None:
    page = visit("alice", scripts=False)
    page.goto(LIST)
    page.get_by_label("Select Heron").check()
    page.locator("button[form=bulk][value=change]:visible").click()
    page.locator("select[name=field]").select_option("size_class")
    page.get_by_role("button", name="Preview").click()
    page.locator("select[name=size_class]").select_option("large")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Change a field").click()
    assert sizes() == ["", "", "large"]
