"""The micro-tests of scenario 6.4 that belong to customers, the sales process and credit: each row with exactly its inputs and
outputs, under its number. The other rows belong to research, team, service, performance and risk, and stand with their chapters."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.making import make
from xianji.customers.duplicates.finding import verdict
from xianji.customers.duplicates.rules import File, compare
from xianji.customers.leads import rules as leads
from xianji.customers.models import Customer
from xianji.customers.value import rules as value
from xianji.kit import store
from xianji.kit.metrics import figures
from xianji.kit.refusals import Refused, Stale
from xianji.lib import ids, money
from xianji.lib.actor import SYSTEM, acting
from xianji.org.access.models import Assignment, Role
from xianji.org.models import Person, Unit, User
from xianji.planning.prices import rules as prices
from xianji.rulebook.tables.deciding import decide
from xianji.sales.models import Allocation, Opportunity, Payment, Receivable
from xianji.sales.payments.actions import allocate
from xianji.sales.quotes import rules as quotes

TOKEN = re.compile(r'"[\w]{64}"|>[0-9a-f]{8}<')
"""What is another on each page: the word against forgery, and the number of the answer."""
NOW = timezone.make_aware(datetime(2026, 9, 1, 12))


def faded() -> tuple[D, D]:
    """F-30: 30 points for behaviour, the last sign 61 days ago, beside 46 for what the company is."""
    earned = leads.behaviour(30, 0, NOW - timedelta(days=61), NOW).points
    return earned, leads.total(D(46), earned)


ROWS: list[tuple[str, Callable[[], Any], Any]] = [
    ("F-07", lambda: money.allocate("100.00", [1, 1, 1]), [D("33.34"), D("33.33"), D("33.33")]),
    ("F-07", lambda: money.allocate("0.05", [3, 3, 3]), [D("0.02"), D("0.02"), D("0.01")]),
    ("F-14, n 5", lambda: value.lifetime(D(100_000), D("0.8"), D("0.1"), 5), D("265512.17")),
    ("F-14, n infinite", lambda: value.lifetime(D(100_000), D("0.8"), D("0.1"), None), D("333333.33")),
    ("F-30", faded, (D("7.5"), D("53.5"))),
    ("F-40", lambda: quotes.one_after_the_other((D("0.10"), D("0.05"))), D("0.145")),
    ("F-40", lambda: prices.floor(D(620), D("0.28")), D("861.12")),
    ("F-54", lambda: ids.usci_check("91350100M000100Y4"), "3"),
    ("F-54", lambda: ids.valid_usci("91350100M000100Y43"), None),
    ("F-54, Z is no sign of it", lambda: ids.valid_usci("91350100M000100Y4Z"), "registration.characters"),
    ("F-55", lambda: [ids.valid_ubn(one) for one in ("04595257", "10458575", "12345678")], [None, None, "registration.check_digit"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "found", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_each_comes_out_to_the_last_digit(name: str, found: Callable[[], Any], wanted: Any) -> None:
    assert found() == wanted


def test_f30_what_faded_to_53_5_is_grade_c(as_system: None) -> None:
    assert decide("lead.grade", NOW.date(), score=faded()[1], excluded=False)["grade"] == "C"


def test_f31_where_nothing_was_won_or_lost_there_is_no_rate(cast: Cast) -> None:
    with cast.acting("erin"):
        make(Opportunity, stage="negotiation", amount=D(5))
        assert figures("win_rate", "", {}).total.value is None


def test_f53_same_phone_and_domain_with_a_name_of_0_9_is_86_and_blocks(as_system: None) -> None:
    """The same core; one tells its place, is the group, and a branch: three times a little less alike."""
    told = {"phone": "0512-62883300", "website": "https://haichen.example"}
    how = compare(File("苏州海辰精密机械集团有限公司第二分公司", **told), File("海辰精密机械有限公司", **told))
    assert (how.name, how.same_phone, how.same_domain, how.same_address, how.same_number) == (90, True, True, False, False)
    assert how.score == 30 + 20 + 36 == 86
    assert verdict(how) == "ask", "refused, with “request access”"


@pytest.fixture
def next_door(cast: Cast) -> Opportunity:
    """A deal of the second team of the region, of which the first one's supervisor is to learn nothing."""
    with acting(SYSTEM):
        second = store.create(Unit(name="East 2", kind="team", parent=cast.east))
        person = store.create(Person(name="Henry", unit=second))
        user = User.objects.create_user("henry", "henry@paper-crane.example", PASSWORD, person=person)
        Assignment.objects.create(user=user, role=Role.unscoped.get(code="REP"))
        make(Opportunity, name="Ours here", owner=cast.person("alice"))
        return make(Opportunity, name="Theirs next door", owner=person, customer=make(Customer, owner=person))


def test_scope_a_supervisor_of_e1_does_not_find_a_deal_of_e2(cast: Cast, enter: Any, next_door: Opportunity) -> None:
    """By no address, and in no count."""
    bob, page = enter("bob"), f"/sales/opportunities/{next_door.pk}"
    nowhere = f"/sales/opportunities/{next_door.pk + 10_000}"
    assert [bob.get(one).status_code for one in (page, nowhere, f"/api{page}", f"{page}/edit")] == [404] * 4
    one, other = (TOKEN.sub("", bob.get(at).content.decode()).replace(at, "") for at in (page, nowhere))
    assert one == other, "a page of what is not there at all"
    listed = bob.get("/api/sales/opportunities").json()
    assert "Ours here" in str(listed) and "Theirs" not in str(listed)
    assert "Theirs next door" not in bob.get("/search?q=next+door").content.decode()
    with cast.acting("bob"):
        assert figures("open_pipeline", "owner", {}).total.value == 0 and Opportunity.objects.count() == 1
    with cast.acting("erin"):
        assert Opportunity.objects.count() == 2, "who leads both sees both"


def test_concurrency_of_two_who_allocate_one_receipt_the_second_is_stale(cast: Cast) -> None:
    with acting(SYSTEM):
        customer = make(Customer, owner=cast.person("alice"))
        owed = [make(Receivable, customer=customer, amount=D("80.00")) for _each in range(2)]
        made = make(Payment, customer=customer, amount=D("100.00"))
        Payment.unscoped.filter(pk=made.pk).update(state="confirmed")
    with cast.acting("grace"):
        one, other = (Payment.objects.get(pk=made.pk) for _each in range(2))
        allocate(one, receivable=owed[0], part=D("80.00"))
        with pytest.raises(Stale):
            allocate(other, version=other.version, receivable=owed[1], part=D("80.00"))
        with pytest.raises(Refused):
            allocate(Payment.objects.get(pk=made.pk), receivable=owed[1], part=D("80.00"))
    assert list(Allocation.objects.values_list("amount", flat=True)) == [D("80.00")]
    assert Payment.unscoped.get(pk=made.pk).left == D("20.00")
