"""pictures of the cockpit"""
import sys
import pytest
from django.utils import timezone
from tests.policy.cockpit.conftest import *
from tests.browser.conftest import *
from xianji.policy.versions.loading import load_default
from xianji.policy.coverage import actions

@pytest.mark.parametrize("width,theme,language", [(1440,"light","zh-hans"),(390,"light","zh-hans"),(1440,"dark","en"),(390,"dark","en")])
def test_look(visit, house, force, width, theme, language):
    import os
    today = timezone.localdate()
    version = force(language)
    with acting(SYSTEM):
        later = load_default(language); actions.suggest(later)
    fill(house, today); late_files(house, today)
    page = visit("erin", width=width, theme=theme, language=language)
    for name, at in {"c":"/policy/cockpit/3.3.1","cov":f"/policy/coverage/{later.pk}","ev":"/customers/customers/"}.items():
        page.goto(at, wait_until="networkidle")
        page.screenshot(path=f"/tmp/look-{name}-{width}-{theme}-{language}.png", full_page=width<1000)
    print(page.complaints, page.evaluate("document.documentElement.scrollWidth"))
