"""A day before the screen: on the desk, on a phone, without scripts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.models import Activity, Arrangement, Notice, Task
from xianji.workspace.notices.telling import tell


@pytest.fixture
def day(house: Cast) -> Cast:
    """Something of everything for alice."""
    alice, now = house.person("alice"), timezone.localtime()
    with acting(SYSTEM):
        mill = make(Customer, name="Long Silent Mill", owner=alice, size_class="large", last_contact_on=now.date() - timedelta(30))
        about = {"about_label": mill.label(), "about_id": mill.pk}
        make(Activity, subject="Visit the mill", owner=alice, kind="meeting", at=now.replace(hour=10, minute=0), minutes=60,
             about_label="", about_id=None)  # fmt: skip
        make(Task, title="Send the samples", owner=alice, due_at=now.replace(hour=23, minute=30), **about)
        make(Task, title="Old promise", owner=alice, due_at=now - timedelta(days=2), **about)
        tell([alice], kind="mention", message="%(who)s mentioned you: %(record)s", values={"who": "Bob", "record": "Mill"}, key="m",
             about=mill)  # fmt: skip
    return house


def test_a_day_at_the_desk(visit: Callable[..., Any], day: Cast) -> None:
    page = visit("alice")
    page.goto("/")
    page.get_by_text("2 tasks").wait_for()
    page.locator("#waits-unread").get_by_text("1").wait_for()
    page.get_by_role("button", name="Done: Old promise").click()
    toast = page.locator("#toasts .toast")
    toast.get_by_text("Done: Old promise").wait_for()
    assert page.locator("#today-tasks .task").count() == 1 and Task.unscoped.get(title="Old promise").state == "done"
    toast.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Done: Old promise").wait_for()
    page.get_by_role("link", name="This week").click()
    page.locator('#today-tasks a[aria-current="true"]', has_text="This week").wait_for()
    page.keyboard.press("t")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=title]").fill("Call the mill")
    dialog.locator("[name=due_at]").fill(f"{timezone.localdate()}T23:45")  # on a Sunday evening the next one is in another week
    dialog.locator("button[data-v=primary]").click()
    page.locator("#today-tasks").get_by_text("Call the mill").wait_for()
    page.locator("#today-following .btn").first.click()
    page.locator("dialog[open] [name=kind]").wait_for()
    page.keyboard.press("Escape")
    assert not page.complaints


def test_the_page_is_arranged_and_a_notice_is_read(visit: Callable[..., Any], day: Cast) -> None:
    page = visit("alice")
    page.goto("/")
    page.get_by_role("button", name="Layout").click()
    page.locator("#layout [name=shown][value=following]").uncheck()
    page.locator("#layout").get_by_role("button", name="Show").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("#today-following").count() == 0 and Arrangement.objects.get().hidden == ["following"]
    page.goto("/workspace/notices", wait_until="networkidle")
    page.get_by_role("button", name="Mark as read").click()
    page.locator(".told .rows > :not([data-unread])").wait_for()
    assert Notice.objects.get().read_at is not None
    page.goto("/workspace/notices/settings", wait_until="networkidle")
    page.get_by_label("Mentions").select_option("digest")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved: Notices").wait_for()
    assert not page.complaints


def test_a_day_on_a_phone(visit: Callable[..., Any], day: Cast) -> None:
    page = visit("alice", width=390)
    page.goto("/")
    page.get_by_text("Visit the mill").wait_for()
    for path in ("/", "/workspace/notices", "/workspace/notices/settings", "/workspace/tasks/", "/workspace/handovers/new"):
        page.goto(path, wait_until="networkidle")
        assert fits(page), path
    page.goto("/", wait_until="networkidle")
    size = page.get_by_role("button", name="Done: Send the samples").bounding_box()
    assert size["x"] >= 0 and page.locator(".tabbar a").count() == 3
    page.get_by_role("button", name="Done: Send the samples").click()
    page.locator("#toasts .toast").get_by_text("Done: Send the samples").wait_for()
    assert Task.unscoped.get(title="Send the samples").state == "done" and not page.complaints


def test_without_scripts_the_circle_is_a_form_and_late_parts_are_links(visit: Callable[..., Any], day: Cast) -> None:
    page = visit("alice", scripts=False)
    page.goto("/")
    page.get_by_role("button", name="Done: Old promise").click()
    page.get_by_text("Done: Old promise").wait_for()
    assert Task.unscoped.get(title="Old promise").state == "done" and page.url.endswith("/")
    page.get_by_role("link", name="Lately").click()
    page.get_by_role("heading", name="Lately").first.wait_for()
    customer = Customer.unscoped.get()
    page.goto(f"/customers/customers/{customer.pk}")
    page.locator('.main a[href^="/workspace/tasks/about/"]').click()
    page.get_by_text("Send the samples").wait_for()


def test_what_the_page_fetches_by_itself_leaves_in_tasks_of_its_own(visit: Callable[..., Any], day: Cast) -> None:
    page = visit("alice")
    page.add_init_script("""
        window.sent = 0, window.crowded = 0;
        let busy = false;
        document.addEventListener("htmx:beforeSend", () => {
          window.sent += 1;
          if (busy) window.crowded += 1;
          busy = true;
          queueMicrotask(() => (busy = false)); // once the task's script has ended
        });
    """)
    sent = 0
    for address in ("/", "/customers/customers/"):
        page.goto(address, wait_until="networkidle")
        sent += page.evaluate("window.sent")
        assert page.evaluate("window.crowded") == 0
    assert sent > 3
