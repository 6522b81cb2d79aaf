"""What is looked at on a page: with axe, where it is installed, for what some people cannot read or reach, and whether it goes
sideways."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.gallery import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.exists() and not os.environ.get("CI"), reason="axe-core is not installed; run make assets with its development packages")
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"light": ALL, "dark": ["color-contrast"]}
"""Themes differ in nothing but colours, so the second one is asked for those alone."""
ASK = """([part, rules]) => axe.run(part ? document.querySelector(part) : document, {runOnly: rules, resultTypes: ["violations"]})
  .then((found) => found.violations.map((one) => [one.id, one.nodes[0].html.slice(0, 200)]))"""
PAINT = """(theme) => { document.documentElement.dataset.theme = theme;
  for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish(); }"""
"""At once, without the colours in between."""


def findings(page: Any, theme: str = "light", part: str = "") -> list[list[str]]:
    """Each rule that the page breaks, with the first place; of one part of it where what lies around was looked at before."""
    if not AXE.exists():
        assert not os.environ.get("CI"), "axe-core is not installed; .ci/run does that"
        return []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return page.evaluate(ASK, [part, RULES[theme]])


def findings_in_both(page: Any, part: str = "") -> list[list[str]]:
    """In the light, then the colours of the dark."""
    found = findings(page, "light", part)
    page.evaluate(PAINT, "dark")
    found += findings(page, "dark", part)
    page.evaluate(PAINT, "light")
    return found


UNFOLD = """() => document.querySelectorAll("[data-folded]").forEach((one) => { one.outerHTML = one.textContent; })"""
"""What a menu shows when it is opened, before it is: for whoever looks for all that a page leads to."""


FITS = """() => document.documentElement.scrollWidth <= innerWidth
  && [...document.querySelectorAll(innerWidth < 720 ? "main, .main > .body, .main > .split" : ".today")].every((part) => part.scrollWidth <= part.clientWidth)"""
"""Before a desk a list of many columns may be pushed within its panel, though not Today; on a phone nothing but its strips is."""


def fits(page: Any) -> bool:
    """Not wider than the screen, so that nobody pushes it sideways: neither this one nor, of desk and phone, the other."""
    here = page.viewport_size
    fitting = page.evaluate(FITS)
    page.set_viewport_size({"width": 390 if here["width"] > 720 else 1440, "height": here["height"]})
    there = page.evaluate(FITS)
    page.set_viewport_size(here)
    return fitting and there


def until(page: Any, says: Callable[[], Any]) -> None:
    """At most twenty seconds: for what no place of the page shows."""
    for _time in range(200):
        if says():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come")


def sound(page: Any, theme: str = "light", part: str = "") -> None:
    """It fits, everybody can read it, and the browser complained of nothing."""
    assert fits(page)
    assert findings(page, theme, part) == []
    assert not page.complaints
