"""The pool before a browser: from the list to one's own customer in one tap, at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer, Pool, PoolEntry
from xianji.customers.pool.actions import to_pool
from xianji.kit.sharing.keeping import share


@pytest.fixture
def water(house: Cast) -> Pool:
    """Three customers that Bob has given back."""
    with house.acting("erin"):
        pool = make(Pool, name="East water", owner=house.person("erin"))
        share(pool, house.team)
    for name in ("Heron", "Crane", "Swift"):
        with house.acting("bob"):
            to_pool(make(Customer, name=name, owner=house.person("bob")), pool=pool, why="Too far away")
    return pool


def test_one_tap_then_the_measure_and_who_took_what(visit: Callable[..., Any], water: Pool) -> None:
    for width, name in ((1440, "Heron"), (390, "Crane")):
        page = visit("alice", width=width)
        page.goto("/customers/pool/", wait_until="networkidle")
        page.get_by_text("of 5 claimed today").first.wait_for()
        assert fits(page)
        assert findings(page) == []
        page.get_by_role("button", name=f"Claim: {name}").click()
        page.get_by_text(f"Yours: {name}. Follow it up soon.").wait_for()
        assert page.locator("h1").inner_text() == name
        assert not page.complaints
    page = visit("bob")
    page.goto("/customers/pool/", wait_until="networkidle")
    page.get_by_role("button", name="Claim: Swift").click()
    page.get_by_text("you may take it again from").wait_for()
    page.goto("/customers/pool/fairness", wait_until="networkidle")
    page.get_by_role("link", name="Alice").first.click()
    page.get_by_text("Heron").first.wait_for()
    assert PoolEntry.unscoped.filter(deleted_at=None).count() == 1 and not page.complaints
