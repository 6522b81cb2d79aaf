"""What is printed: whole on A4, heads on every sheet, no bars, address and time at the foot."""

from datetime import date

import pytest
from django.utils import timezone

from tests.browser.paper import sheets
from tests.making import make
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

ACROSS = (842, 595)
CUT = """() => [...document.querySelectorAll("#main *")].filter((one) => one.checkVisibility() && !one.closest(".vh, svg")
  && getComputedStyle(one).position !== "absolute" && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((one) => one.outerHTML.slice(0, 120))"""
"""What stands beyond the edge of the sheet."""


@pytest.fixture
def firms(house):
    with house.acting("erin"):
        made = [make(Customer, name=f"Paper Kites and Lanterns of the Eastern Province {n:02}", owner=house.person("alice"),
                     size_class="large") for n in range(45)]  # fmt: skip
        for n in range(36):
            make(Opportunity, name=f"Deal {n}", customer=made[0], amount=1234567, owner=house.person("alice"),
                 stage=("needs", "won", "lost")[n % 3], expected_on=date(2026 + n // 12, 1 + n % 12, 3))  # fmt: skip
    return made


def printed(page, address):
    """The sheets, and what would be cut off at the width that they leave."""
    page.goto(address, wait_until="networkidle")
    made = sheets(page.pdf(prefer_css_page_size=True, print_background=False))
    page.emulate_media(media="print")
    millimetres = (297 - 24) if made[0].width > made[0].height else (210 - 28)
    page.set_viewport_size({"width": int(millimetres / 25.4 * 96), "height": 900})
    cut = page.evaluate(CUT)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
    return made, cut


def test_a_list_is_whole_on_paper(visit, firms):
    page = visit("erin")
    made, cut = printed(page, "/customers/customers/?sort=name")
    assert cut == [] and 1 < len(made) <= 3 and {(round(one.width), round(one.height)) for one in made} == {ACROSS}
    whole = "".join(one.text for one in made)
    assert all(f"{n:02}" in whole for n in range(45)) and whole.count("Eastern Province") == 45
    head = "Owner"
    assert all(head in one.text for one in made), "the heads stand on every sheet"
    assert all("/customers/customers/?sort=name · 20" in one.text for one in made), "address and time stand on every sheet"
    assert not any(word in whole for word in ("Import", "Search or jump", "New customer", "Keys and help"))


def test_what_lies_on_any_day_of_a_month_is_whole_on_paper(visit, house):
    with house.acting("erin"):
        firm = make(Customer, name="Paper Kites and Lanterns of the Eastern Province", owner=house.person("alice"))
        for day in range(1, 29):
            make(Opportunity, name=f"Deal {day}", customer=firm, owner=house.person("alice"),
                 expected_on=timezone.localdate().replace(day=day))  # fmt: skip
    made, cut = printed(visit("erin"), "/sales/opportunities/?layout=calendar")
    assert cut == [] and "".join("".join(one.text.split()) for one in made).count("EasternProvince") == 28


@pytest.mark.parametrize(
    ("address", "across"),
    [
        ("/customers/customers/{}", False),
        ("/sales/opportunities/?layout=board", True),
        ("/sales/opportunities/?layout=calendar", True),
        ("/sales/opportunities/?layout=chart&by=expected_on&sum=amount", True),
        ("/insight/performance", False),
        ("/policy/reading", False),
    ],
)
def test_other_pages_are_whole_on_paper(visit, firms, address, across):
    page = visit("erin")
    made, cut = printed(page, address.format(firms[0].pk))
    assert cut == []
    assert {one.width > one.height for one in made} == {across} and len(made) <= 4
    assert all(address.split("{")[0] in one.text for one in made)
    assert not any("Search or jump" in one.text for one in made)
