"""Files of a record before a browser: chosen, dropped, shown, deleted and brought back; on a phone; without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.kit.files import samples
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.files.models import Attachment

DROP = """([name, type, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name, { type }));
  const fire = (kind) => document.querySelector(".split").dispatchEvent(
    new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  fire("dragenter");
  const is_marked = document.querySelector("[data-drop]").hasAttribute("data-over");
  fire("drop");
  return is_marked;
}"""


@pytest.fixture
def firm(house: Cast, settings: Any, tmp_path: Path) -> Customer:
    settings.MEDIA_ROOT = tmp_path
    return make(Customer, name="Heron Works", owner=house.person("alice"))


def given(name: str, content: bytes, mime: str = "application/octet-stream") -> dict[str, Any]:
    return {"name": name, "mimeType": mime, "buffer": content}


@pytest.mark.parametrize("width", [1440])
def test_files_are_chosen_shown_deleted_and_brought_back(
    visit: Callable[..., Any], firm: Customer, width: int
) -> None:
    page = visit("alice", width=width)
    page.goto(f"/customers/customers/{firm.pk}", wait_until="networkidle")
    page.locator(".tabs a", has_text="Files").click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-drop] input[multiple]").set_input_files(
        [given("site plan.png", samples.png(640, 400)), given("offer.pdf", samples.PDF), given("logo.svg", samples.SVG)]
    )
    page.get_by_text("2 files were added. “logo.svg” is of a kind that is not taken").wait_for()
    assert page.locator(".files > li").count() == 2
    expect(page.locator(".files img").first).to_have_js_property("naturalWidth", 640)
    assert fits(page)

    page.get_by_role("link", name="site plan.png", exact=True).click()
    shown = page.locator(".preview img")
    shown.wait_for()
    expect(page.locator(".preview img").first).to_have_js_property("naturalWidth", 640)
    page.go_back(wait_until="networkidle")
    page.get_by_role("link", name="offer.pdf", exact=True).click()
    page.locator(".preview iframe").wait_for()
    page.go_back(wait_until="networkidle")

    page.get_by_role("button", name="Delete offer.pdf").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Restored: offer.pdf").wait_for()
    assert Attachment.objects.filter(deleted_at=None).count() == 2 and not page.complaints


def test_a_file_is_dropped_anywhere_on_the_page(visit: Callable[..., Any], firm: Customer) -> None:
    from base64 import b64encode

    page = visit("alice")
    page.goto(f"/customers/customers/{firm.pk}?tab=files", wait_until="networkidle")
    with page.expect_navigation():
        assert page.evaluate(DROP, ["dropped.png", "image/png", b64encode(samples.png()).decode()])
    page.get_by_role("link", name="dropped.png", exact=True).wait_for()
    assert Attachment.objects.get().size == len(samples.png()) and not page.complaints


def test_what_is_downloaded_is_a_file_with_its_name(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(f"/customers/customers/{firm.pk}?tab=files", wait_until="networkidle")
    page.locator("[data-drop] input[multiple]").set_input_files([given("报价 1.pdf", samples.PDF)])
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download 报价 1.pdf").click()
    assert kept.value.suggested_filename == "报价 1.pdf" and Path(kept.value.path()).read_bytes() == samples.PDF


def test_without_scripts_files_are_sent_by_a_form(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"/customers/customers/{firm.pk}?tab=files")
    page.locator("[data-drop] input[multiple]").set_input_files([given("offer.pdf", samples.PDF)])
    page.get_by_role("button", name="Add", exact=True).click()
    assert page.get_by_role("link", name="offer.pdf", exact=True).is_visible()


def saved_while_a_file_is_on_its_way(page: Any) -> None:
    held: list[Any] = []
    page.route("**/draft/files*", lambda route: held.append(route))
    page.locator("#attached input[multiple]").set_input_files([given("late.pdf", samples.PDF + b"late")])
    save = page.locator("form.sheet-form button[data-v=primary]")
    save.click()
    expect(page.locator("#attached [role=status]")).to_have_text("Sending the files; it is saved as soon as they have arrived.")
    expect(save).to_have_attribute("aria-disabled", "true")
    assert not Customer.unscoped.filter(name="Crane Mill").exists()
    held[0].continue_()


@pytest.mark.parametrize("width", [390])
def test_files_go_with_a_new_record(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto("/customers/customers/new", wait_until="networkidle")
    chosen = page.locator("#attached input[multiple]")
    chosen.set_input_files([given("plan.png", samples.png()), given("logo.svg", samples.SVG)])
    page.get_by_text("“logo.svg” is of a kind that is not taken").wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".htmx-settling").wait_for(state="detached")
    page.locator("#attached input[multiple]").set_input_files([given("offer.pdf", samples.PDF), given("old.pdf", samples.PDF + b" ")])
    page.get_by_role("button", name="Leave old.pdf out").click()
    page.get_by_role("button", name="Leave old.pdf out").wait_for(state="detached")
    page.locator("form.sheet-form button[data-v=primary]").click()
    page.get_by_text("1 field is not right yet").wait_for()
    assert page.locator("#attached li").count() == 2
    page.locator("[name=name]").fill("Crane Mill")
    saved_while_a_file_is_on_its_way(page)
    page.get_by_text("Created: Crane Mill").wait_for()
    made = Customer.unscoped.get(name="Crane Mill")
    assert sorted(Attachment.objects.filter(record_id=made.pk).values_list("name", flat=True)) == ["late.pdf", "offer.pdf", "plan.png"]
    assert fits(page)
    assert all("422" in complaint for complaint in page.complaints)


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Callable[..., Any], firm: Customer, theme: str, width: int) -> None:
    page = visit("alice", width=width, theme=theme)
    address = f"/customers/customers/{firm.pk}?tab=files"
    for content in ((), ([given("a.png", samples.png()), given("b.pdf", samples.PDF)],)):
        page.goto(address, wait_until="networkidle")
        for one in content:
            page.locator("[data-drop] input[multiple]").set_input_files(one)
            page.locator(".files").wait_for()
        assert findings(page, theme) == []
