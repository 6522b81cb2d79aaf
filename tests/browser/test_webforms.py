"""A web form before a browser: from the draft to the square code, filled in by a stranger's thumb, and what came of it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits, sound
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Lead, Submission, WebForm
from xianji.customers.webforms import rules
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Role

TEXT = "We keep what you write here in order to call you about it. You may withdraw this at any time."


@pytest.fixture
def draft(house: Cast, monkeypatch: pytest.MonkeyPatch) -> WebForm:
    """Of alice, who does marketing here; a test writes faster than people do."""
    monkeypatch.setattr(rules, "QUICKEST", 0)
    with acting(SYSTEM):
        Assignment.objects.create(user=house.users["alice"], role=Role.unscoped.get(code="MR"))
        return make(
            WebForm, name="Autumn form", owner=house.person("alice"), asks_wanted_on="may", asks_employees="may",
            heading_en="Sensors for your laboratory", intro_en="Tell us what you measure.\nWe answer within a day.", consent_en=TEXT,
            heading_zh_hans="为您的实验室选传感器", intro_zh_hans="告诉我们您要测什么。", consent_zh_hans="我们保存您填写的内容，以便就此与您联系。您可以随时撤回。",
        )  # fmt: skip


def test_from_a_draft_to_a_lead(visit: Callable[..., Any], draft: WebForm) -> None:
    page = visit("alice")
    page.goto(f"/customers/webforms/{draft.pk}", wait_until="networkidle")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("It can be looked at").wait_for(state="detached")
    page.get_by_label("Poster, mail or page it is put on").fill("poster-1")
    page.get_by_role("button", name="Show").click()
    page.locator("#place-url[value$='?s=poster-1']").wait_for()
    page.wait_for_load_state("networkidle")
    address = page.get_by_label("Address", exact=True).input_value()
    assert address.endswith(f"{draft.path}?s=poster-1")
    assert page.locator("img.qr").evaluate("one => one.complete && one.naturalWidth > 0")
    page.locator("[data-copy=place-url]").click()
    page.get_by_text("Copied").wait_for()
    sound(page)
    for width, theme, language in ((390, "light", "en"), (1440, "dark", "zh-hans")):
        stranger = visit("alice", width=width, theme=theme, language=language, scripts=False)
        stranger.context.clear_cookies()
        stranger.emulate_media(color_scheme=theme)
        stranger.goto(f"{address}&lang={language}", wait_until="networkidle")
        assert fits(stranger)
        assert all(box.bounding_box()["height"] >= 44 for box in stranger.locator(".input, button").all())
        stranger.locator("#f_company").fill(f"Paper Boats {width}")
        stranger.locator("#f_person").fill("Ann Reed")
        stranger.locator("#f_mobile").fill("call me")
        stranger.locator("#f_consent").check()
        stranger.locator("form button").click()
        stranger.locator("#f_mobile-err").wait_for()
        assert stranger.locator("#f_person").input_value() == "Ann Reed" and stranger.locator("#f_consent").is_checked()
        stranger.locator("#f_mobile").fill(f"13800138{width % 1000:03}")
        stranger.locator("form button").click()
        stranger.locator(".done").wait_for()
        assert stranger.context.cookies() == [] and all("422" in one for one in stranger.complaints)
    assert Lead.unscoped.count() == Submission.objects.filter(medium="poster-1").count() == 2
    page.goto(f"/customers/webforms/{draft.pk}", wait_until="networkidle")
    page.get_by_role("link", name="Paper Boats 390").wait_for()
    sound(page)
    narrow = visit("alice", width=390, theme="dark", language="zh-hans")
    narrow.goto(f"/customers/webforms/{draft.pk}", wait_until="networkidle")
    sound(narrow, "dark")
