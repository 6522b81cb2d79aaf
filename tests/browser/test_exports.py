"""An export that is asked for, before a browser: its purpose, the answer of another, the file once, and a dead link afterwards."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from tests.browser.looking import sound
from tests.cast import Cast
from tests.making import make
from xianji.approval.models import ExportRequest, Request
from xianji.customers.models import Customer
from xianji.kit.exports import locked
from xianji.lib.actor import SYSTEM, acting
from xianji.rulebook.parameters import reading
from xianji.rulebook.parameters.writing import plan


@pytest.fixture
def firms(house: Cast) -> Any:
    with acting(SYSTEM):
        plan("export.approval", "on", timezone.localdate(), "3.3.3b")
        plan("export.auto", "2", timezone.localdate(), "a small company")
    for name in ("Heron", "Crane", "Swift"):
        make(Customer, name=name, owner=house.person("bob"))
    yield
    reading.forget()


@pytest.mark.parametrize("width", [390])
def test_asked_approved_by_another_fetched_once_then_dead(visit: Callable[..., Any], firms: Any, width: int) -> None:
    bob = visit("bob", width=width)
    bob.goto("/customers/customers/export.csv?columns=name", wait_until="networkidle")
    assert "3 rows" in bob.locator("main").inner_text()
    sound(bob)
    bob.get_by_label("Purpose").fill("The yearly letter")
    bob.locator("main").get_by_role("button", name="Ask", exact=True).click()
    bob.get_by_text("The export is asked for.").wait_for()
    asked = Request.unscoped.get(about_label="approval.exportrequest")
    at = f"/approval/exports/{asked.about_id}"
    assert bob.url.endswith(at) and bob.get_by_role("button", name="Fetch the file").count() == 0
    erin = visit("erin", width=width)
    erin.goto("/approval/inbox", wait_until="networkidle")
    row = erin.locator("tr", has_text=asked.about_title)
    assert row.get_by_text("The yearly letter").is_visible()
    row.get_by_role("button", name="Approve").click()
    erin.get_by_text("Approve: Export").wait_for()
    bob.goto(at, wait_until="networkidle")
    sound(bob)
    other_tab = bob.context.new_page()
    other_tab.goto(at, wait_until="networkidle")
    with bob.expect_download() as taken:
        bob.get_by_role("button", name="Fetch the file").click()
    plain = io.BytesIO()
    with Path(taken.value.path()).open("rb") as closed:
        assert locked.unlock(closed, plain, bob.get_by_label("Password of the file").input_value())
    rows = list(openpyxl.load_workbook(plain).active.values)
    assert "Heron" in f"{rows}" and rows[-1][0].startswith("Export EX-")
    assert ExportRequest.unscoped.get().state == "fetched"
    with other_tab.expect_response(lambda answer: answer.url.endswith("/fetch")) as again:
        other_tab.get_by_role("button", name="Fetch the file").click()
    assert again.value.status == 409
    other_tab.get_by_text("This file was fetched already").first.wait_for()
    bob.goto(at, wait_until="networkidle")
    assert bob.get_by_role("button", name="Fetch the file").count() == 0 and not erin.complaints
