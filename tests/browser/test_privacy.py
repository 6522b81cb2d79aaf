"""What a person agreed to and asks, and the accounts of one's people: written down at the desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.administration.accessreviews.models import AccessReview
from xianji.administration.accessreviews.opening import open_reviews
from xianji.administration.retention.jobs import look_after
from xianji.administration.retention.models import Retention
from xianji.administration.subjects.models import SubjectRequest
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.customers.models import Contact, Customer, Lead
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Role


def test_a_yes_and_a_no_on_the_page_of_a_contact(visit: Callable[..., Any], house: Cast) -> None:
    alice = house.person("alice")
    with acting(SYSTEM):
        make(NoticeVersion, title="Newsletter", purpose="marketing", edition="2026-1")
        people = [make(Contact, name=name, customer=make(Customer, owner=alice), mobile="13800138000", owner=alice)
                  for name in ("Ann Egret", "Lin Heron")]  # fmt: skip
    page = visit("alice")
    for person, width in zip(people, (1440, 390), strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/customers/contacts/{person.pk}", wait_until="networkidle")
        page.locator("#consents").get_by_role("link", name="Write down a consent").click()
        dialog = page.locator("dialog[open]")
        dialog.get_by_label("Purpose").select_option("marketing")
        dialog.get_by_label("How it was said").fill("Fair")
        dialog.get_by_label("Consent text").select_option(label="Newsletter 2026-1")
        dialog.locator("button[data-v=primary]").click()
        page.get_by_text("Written down; it holds from now on.").wait_for()
        assert may_contact(person, "mail", "marketing")
        page.get_by_role("button", name="Stop: Marketing").click()
        page.get_by_text("It stops now, in every channel.").wait_for()
        assert may_contact(person, "mail", "marketing").code == "withdrawn" and fits(page)
        page.get_by_role("button", name="Do not contact any more").click()
        page.get_by_role("button", name="Do not contact any more").wait_for(state="detached")
        assert may_contact(person, "call").code == "refused"
        Consent.unscoped.all().delete()
    assert not page.complaints


def test_a_request_is_answered_and_accounts_are_confirmed_at_once(visit: Callable[..., Any], house: Cast) -> None:
    with acting(SYSTEM):
        Assignment.objects.create(user=house.users["grace"], role=Role.unscoped.get(code="LEG"))
        contact = make(Contact, name="Ann Egret", customer=make(Customer))
        Person.unscoped.filter(name__in=["Alice", "Carol"]).update(supervisor=house.person("bob"))
        open_reviews()
    page = visit("grace")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        one = make(SubjectRequest, kind="copy", contact=contact)
        page.goto(f"/administration/subjects/{one.pk}", wait_until="networkidle")
        page.get_by_role("link", name="Person verified").click()
        page.locator("dialog[open]").get_by_label("How the person was verified").fill("Called back")
        page.locator("dialog[open] button[data-v=primary]").click()
        with page.expect_download() as file:
            page.get_by_role("button", name="Fetch the file").click()
        assert file.value.suggested_filename == f"{one.number}.zip" and fits(page)
        page.goto(f"/administration/subjects/{one.pk}", wait_until="networkidle")
        page.get_by_text("Handed out on").wait_for()
    assert not page.complaints
    page = visit("bob")
    page.goto("/administration/accessreviews/?state=open&owner=me", wait_until="networkidle")
    for row in AccessReview.unscoped.filter(name__in=["Alice", "Carol"]):
        page.locator(f'input[name=ids][value="{row.pk}"]').check()
    assert fits(page) and not page.complaints


def test_what_is_due_is_held_and_let_go(visit: Callable[..., Any], house: Cast) -> None:
    alice = house.person("alice")
    with acting(SYSTEM):
        Assignment.objects.create(user=house.users["grace"], role=Role.unscoped.get(code="LEG"))
        for name in ("Quiet Heron", "Still Egret"):
            lead = make(Lead, company=f"{name} Ltd", person=name, owner=alice, next_step_at=None)
            Lead.unscoped.filter(pk=lead.pk).update(created_at=timezone.now() - timedelta(days=800))
    look_after()
    page = visit("grace")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        one = Retention.unscoped.filter(state="announced").order_by("pk").first()
        page.goto("/administration/retention/", wait_until="networkidle")
        page.get_by_role("link", name="Due within 30 days").click()
        page.locator("[aria-current]", has_text="Due within 30 days").wait_for()
        page.get_by_text(one.number).first.click()
        page.get_by_role("link", name="Hold").first.click()
        dialog = page.locator("dialog[open]")
        dialog.get_by_label("Why").fill("Guarantee case")
        dialog.locator("button[data-v=primary]").click()
        page.get_by_text("Guarantee case").first.wait_for()
        assert Retention.unscoped.get(pk=one.pk).state == "held" and fits(page)
    assert not page.complaints
