"""Passkeys with Chromium's own authenticator: made, named, used at the door and as the second step, taken away."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.looking import findings, fits, until
from tests.cast import PASSWORD, Cast
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer

STEP = "/account/2fa/"


def with_authenticator(page: Any) -> Any:
    """The page's browser has a device that knows its owner; `page.touched(True)`: who has it puts a finger on it when asked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    page.touched = lambda enabled: session.send("WebAuthn.setAutomaticPresenceSimulation", device | {"enabled": enabled})
    return page


def left(page: Any) -> None:
    """At the door again, without a finger on the device."""
    page.context.clear_cookies(name="sessionid")
    page.touched(False)
    page.goto("/account/login/?next=/workspace/tasks/", wait_until="networkidle")


def pressed(page: Any) -> None:
    page.touched(True)
    page.click("[data-passkey]")


def saved_after_a_passkey(page: Any) -> None:
    """Signed out over a form: the passkey that the browser itself offers there opens it, no button is pressed, and what was typed
    is saved."""
    page.goto("/customers/customers/new", wait_until="networkidle")
    page.fill("[name=name]", "Swift")
    Session.objects.all().delete()
    page.locator(".foot .btn[data-v=primary]").click()
    page.locator("h1", has_text="Swift").wait_for()
    assert Customer.unscoped.filter(name="Swift").count() == 1
    assert all("401" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_a_passkey_from_the_first_to_the_last_day(visit: Callable[..., Any]) -> None:
    page = with_authenticator(visit("alice", by_page=True))
    page.goto(f"{STEP}webauthn/add/", wait_until="networkidle")
    if "reauthenticate" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.click("form button[data-v=primary]")
        page.wait_for_url("**/webauthn/add/")
    page.fill("[name=name]", "Laptop")
    page.click("[data-passkey]")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(STEP, wait_until="networkidle")
    expect(page.locator(".body")).to_contain_text("Laptop")
    expect(page.locator(".body")).to_contain_text("not used yet")
    assert findings(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page) and findings(page) == []

    left(page)
    pressed(page)
    page.wait_for_url(lambda address: "/account/" not in address)
    assert "passkey" in Entry.objects.filter(verb="sign_in").latest("id").reason

    saved_after_a_passkey(page)
    assert Entry.objects.filter(verb="sign_in", reason__startswith="passkey").count() == 2

    left(page)
    expect(page.locator("[name=login]")).to_have_attribute("autocomplete", "username webauthn")
    page.fill("[name=login]", "alice")
    page.fill("[name=password]", PASSWORD)
    page.click("form button[data-v=primary]")
    page.locator("main form [data-passkey][data-v=primary]").wait_for()
    pressed(page)
    page.wait_for_url(lambda address: "/account/" not in address)
    assert "password + passkey" in Entry.objects.filter(verb="sign_in").latest("id").reason

    page.goto(STEP, wait_until="networkidle")
    page.get_by_role("link", name="Rename").click()
    page.get_by_role("link", name="Use your passkey").click()
    page.click("[data-passkey]")
    page.fill("[name=name]", "Old laptop")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".body")).to_contain_text("Old laptop")
    assert Entry.objects.filter(verb="rename_passkey", reason__startswith="Laptop → Old laptop").exists()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".toast")).to_contain_text("The passkey is removed.")
    expect(page.locator(".body")).not_to_contain_text("Old laptop")

    left(page)
    pressed(page)
    expect(page.get_by_role("alert").first).to_contain_text("This passkey opens no account here")
    assert Entry.objects.filter(verb="sign_in_failed", reason__contains="passkey").exists()
    assert page.complaints == []


def test_who_signs_in_is_not_signed_out_by_a_late_question(visit: Callable[..., Any]) -> None:
    """The answer to the browser's question brings a session without a name; the password waits until it has come."""
    page, held, sent = with_authenticator(visit("alice")), [], []
    page.route("**/webauthn/login/*", lambda route: held.append(route))
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.context.clear_cookies(name="sessionid")
    page.goto("/account/login/?next=/workspace/tasks/")
    page.fill("[name=login]", "alice")
    page.fill("[name=password]", PASSWORD)
    until(page, lambda: held)
    page.click("form button[data-v=primary]")
    page.wait_for_timeout(300)
    assert sent == []
    held[0].continue_()
    page.wait_for_url("**/workspace/tasks/")


def test_nothing_is_asked_once_the_password_is_sent(visit: Callable[..., Any], cast: Cast) -> None:
    """Over a page the question may come later than the password: what asks it is still on its way."""
    with cast.acting("alice"):
        make(Customer, name="Swift", owner=cast.person("alice"))
    page, library, doors, asked = with_authenticator(visit("alice")), [], [], []
    page.goto("/customers/customers/", wait_until="networkidle")
    page.route("**/webauthn-json*", lambda route: library.append(route))
    page.route("**/account/login/*", lambda route: doors.append(route) if route.request.method == "POST" else route.continue_())
    page.on("request", lambda request: asked.append(request.url) if "/webauthn/login/" in request.url else None)
    Session.objects.all().delete()
    page.locator("thead a", has_text="Name").click()
    page.locator("#door [name=login]").fill("alice")
    page.locator("#door [name=password]").fill(PASSWORD)
    until(page, lambda: library)
    page.locator("#door [name=password]").press("Enter")
    until(page, lambda: doors)
    library[0].continue_()
    page.evaluate("async (address) => { await import(address); await new Promise((done) => setTimeout(done)); }", library[0].request.url)
    assert asked == []
    doors[0].continue_()
    page.wait_for_url("**sort=name**")
    assert asked == [] and not page.locator("#door").count()
