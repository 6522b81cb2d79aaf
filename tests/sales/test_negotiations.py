"""Negotiations: what is refused, and who sees the least price."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import in_force  # noqa: F401
from xianji.kit.refusals import Blocked, Refused
from xianji.sales.models import Concession, Negotiation, NegotiationIssue, Opportunity
from xianji.sales.negotiations import controls, rules
from xianji.sales.negotiations.actions import agree, begin, offer
from xianji.sales.opportunities.actions import advance

MATTERS = (("0.5", "1", "0"), ("0.3", "30", "60"), ("0.2", "12", "24"))


@pytest.fixture
def deal(cast):
    with cast.acting("alice"):
        return make(Opportunity, name="Gauges", owner=cast.person("alice"), amount=Decimal("1270880.00"), stage="negotiation")


@pytest.fixture
def plan(cast, deal):
    with cast.acting("alice"):
        made = make(Negotiation, opportunity=deal, owner=cast.person("alice"), target=Decimal(1300000), floor=Decimal(1205000),
                    batna="Two others ask.", batna_value=Decimal(1150000), counterpart="Their head of equipment.",
                    buyer_least=None, buyer_likely=Decimal(1320000), buyer_most=None)  # fmt: skip
        for number, (weight, target, least) in enumerate(MATTERS):
            make(NegotiationIssue, negotiation=made, title=f"Matter {number}", weight=Decimal(weight), target=Decimal(target),
                 least=Decimal(least), offered=None, owner=cast.person("alice"))  # fmt: skip
    return made


@pytest.mark.shows("negotiations_are_prepared")
def test_a_large_deal_goes_on_only_with_a_plan(cast, deal, plan, in_force):  # noqa: F811
    in_force(controls.negotiations_are_prepared)
    with cast.acting("alice"):
        Negotiation.unscoped.filter(pk=plan.pk).update(batna="")
        with pytest.raises(Blocked, match="alternative"):
            advance(deal)
        Negotiation.unscoped.filter(pk=plan.pk).update(batna="Two others ask.")
        assert advance(deal).stage == "contract"


def test_what_is_not_prepared_does_not_begin(cast, deal):
    with cast.acting("alice"):
        bare = make(Negotiation, opportunity=deal, owner=cast.person("alice"), batna="", counterpart="")
        with pytest.raises(Refused, match="three matters"):
            begin(bare)
        with pytest.raises(Refused, match="in return"):
            make(Concession, negotiation=bare, worth=Decimal(10000), asked="", waived="")
        make(Concession, negotiation=bare, worth=Decimal("9999.99"), asked="", waived="")


@pytest.mark.shows("offers_stay_above_the_least")
def test_an_offer_below_the_least_we_take_is_refused(cast, plan, in_force):  # noqa: F811
    in_force(controls.offers_stay_above_the_least)
    with cast.acting("alice"):
        begin(plan)
        with pytest.raises(Blocked, match="below the least"):
            offer(plan, ours=Decimal("1204999.99"))
        assert offer(plan, ours=Decimal(1205000)).state == "in_round"
        with pytest.raises(Blocked, match="below the least"):
            agree(plan, agreed_price=Decimal("1204999.99"), memo="Terms")
        assert agree(plan, agreed_price=Decimal(1205000), memo="Terms").state == "agreed"


def test_the_least_price_is_for_the_owner_and_those_above(plan, enter):
    at, secret = f"/sales/negotiations/{plan.pk}", "1,205,000.00"
    assert all(secret in enter(name).get(at).content.decode() for name in ("alice", "bob"))
    page = enter("dave").get(at)
    assert page.status_code in {200, 404} and secret not in page.content.decode()


@pytest.mark.shows("negotiations_come_to_an_end")
def test_each_ends_in_time_and_with_a_memo(cast, deal):
    today = timezone.localdate()
    for name, days, state, memo in (("Young", 60, "in_round", ""), ("Old", 61, "in_round", ""), ("Done", 90, "agreed", "Terms"),
                                    ("Bare", 9, "agreed", "")):  # fmt: skip
        with cast.acting("alice"):
            one = make(Negotiation, opportunity=deal, owner=cast.person("alice"))
        Negotiation.unscoped.filter(pk=one.pk).update(counterpart=name, begun_on=today - timedelta(days=days), state=state, memo=memo)
    found = controls.negotiations_come_to_an_end.check(Negotiation.unscoped.all(), today, days=Decimal(60))
    assert dict(found.values_list("counterpart", "verdict")) == {"Young": "pass", "Old": "fail", "Done": "pass", "Bare": "fail"}


@pytest.mark.parametrize("price, expected", [("100", 1), ("110", "0.875"), ("120", "0.5"), ("140", 0), ("141", 0)])
def test_how_likely_they_say_yes(price, expected):
    assert rules.chance(Decimal(price), Decimal(100), Decimal(120), Decimal(140)) == Decimal(expected)


def test_a_package_counts_from_the_least_to_the_target():
    matters = [rules.Issue(Decimal(w), Decimal(t), Decimal(least), Decimal(o))
               for w, t, least, o in (("0.5", "10", "0", "5"), ("0.3", "30", "60", "20"), ("0.2", "1", "1", "1"))]  # fmt: skip
    assert rules.package(matters) == (Decimal("0.25") + Decimal("0.36") + Decimal("0.2"), True)
    assert rules.package([rules.Issue(Decimal(1), Decimal(30), Decimal(60), Decimal(61))]) == (0, False)
    assert rules.share(Decimal(5), Decimal(5), Decimal(5)) is None and rules.package([]) == (None, True)
