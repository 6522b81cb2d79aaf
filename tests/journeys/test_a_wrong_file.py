"""A file with mistakes: told by row, refused as a whole, corrected, loaded, and taken back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xianji.customers.models import Customer
from xianji.kit.imports.models import Batch

WRONG = "名称,统一编号,类别,负责人\n甲木重工(虚构),12345678,ubn,Alice\n乙水食品(虚构),,none,Nobody\n"
RIGHT = "名称,统一编号,类别,负责人\n甲木重工(虚构),04595257,ubn,Alice\n乙水食品(虚构),,none,Alice\n"
FIELDS = ("name", "registration_no", "registration_type", "owner")


@pytest.fixture
def browser(enter: Any, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    return enter("erin")


def checked(browser: Client, text: str) -> Batch:
    """Upload a file, say what its columns are, and have it checked."""
    file = SimpleUploadedFile("customers.csv", text.encode("gb18030"))
    address = browser.post("/import/new", {"object": "customers.customer", "file": file}).url.removesuffix("/columns")
    typed = {f"to.{place}": name for place, name in enumerate(FIELDS)}
    browser.post(f"{address}/columns", {**typed, "mode": "both"})
    return Batch.objects.get(key=address.rsplit("/", 1)[1])


def test_every_mistake_is_told_with_its_row(browser: Client) -> None:
    batch = checked(browser, WRONG)
    told = {(row, one["field"]) for one in batch.report["errors"] for row in one["rows"]}
    assert (batch.state, told) == ("refused", {(2, "registration_no"), (3, "owner")})
    assert browser.get(f"{batch.address}/errors.xlsx").status_code == 200


def test_a_file_with_mistakes_loads_nothing(browser: Client) -> None:
    batch = checked(browser, WRONG)
    assert browser.post(f"{batch.address}/load").status_code == 422
    assert not Customer.unscoped.exists()


def test_the_corrected_file_loads_and_can_be_taken_back(browser: Client) -> None:
    batch = checked(browser, RIGHT)
    assert not Customer.unscoped.exists()
    assert browser.post(f"{batch.address}/load").status_code == 302
    assert Customer.unscoped.filter(deleted_at=None).count() == 2
    assert browser.post(f"{batch.address}/undo").status_code == 302
    assert not Customer.unscoped.filter(deleted_at=None).exists()


def test_others_do_not_see_the_import(browser: Client, enter: Any) -> None:
    batch = checked(browser, RIGHT)
    assert enter("frank").get(batch.address).status_code == 404
