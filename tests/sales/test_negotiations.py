"""Negotiations: what is refused, and who sees the least price."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import in_force  # noqa: F401
from xianji.kit import registry, store
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.kit.verbs import change
from xianji.sales.models import Concession, Negotiation, NegotiationIssue, Opportunity
from xianji.sales.negotiations import controls, rules
from xianji.sales.negotiations.actions import agree, allow, begin, offer, take_less
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


def test_whoever_negotiates_does_not_lower_the_least_while_one_talks(cast, plan):
    with cast.acting("alice"):
        change(plan, {"floor": Decimal(1204000)})
        begin(plan)
        for values in ({"floor": Decimal(1)}, {"floor": None, "batna_value": None}):
            with pytest.raises(Refused, match="talks have begun"):
                change(Negotiation.unscoped.get(pk=plan.pk), values)
        change(Negotiation.unscoped.get(pk=plan.pk), {"floor": Decimal(1204001), "batna_value": Decimal(1)})
        with pytest.raises(NotPermitted):
            take_less(plan, floor=Decimal(1), why="They will not pay more")
        matter = NegotiationIssue.unscoped.filter(negotiation=plan).first()
        matter.least = Decimal("0.5")
        with pytest.raises(Refused, match="talks have begun"):
            store.change(matter)
    plan = Negotiation.unscoped.get(pk=plan.pk)
    with cast.acting("bob"):
        with pytest.raises(Refused, match="not less"):
            take_less(plan, floor=Decimal(1204001), why="They will not pay more")
        assert take_less(plan, floor=Decimal(1150000), why="They will not pay more").reservation == Decimal(1150000)


@pytest.mark.shows("offers_stay_above_the_least")
def test_nothing_is_agreed_with_a_matter_beyond_the_least_we_take(cast, plan, in_force):  # noqa: F811
    in_force(controls.offers_stay_above_the_least)
    matter = NegotiationIssue.unscoped.filter(negotiation=plan, title="Matter 1")
    with cast.acting("alice"):
        begin(plan)
        matter.update(offered=Decimal(61))
        with pytest.raises(Blocked, match="Matter 1"):
            agree(plan, agreed_price=Decimal(1300000), memo="Terms")
        offer(plan, ours=Decimal(1300000))
        matter.update(offered=Decimal(60))
        assert agree(plan, agreed_price=Decimal(1300000), memo="Terms").state == "agreed"


def test_a_concession_is_allowed_by_whoever_says_so_and_not_by_whom_the_seller_names(cast, plan, enter):
    with cast.acting("alice"):
        given = make(Concession, negotiation=plan, owner=cast.person("alice"), worth=Decimal(5), asked="More pieces")
        with pytest.raises(NotPermitted):
            allow(given)
    assert "allowed_by" not in registry.resource_of(Concession).typed
    assert str(cast.person("bob")) not in (page := enter("alice").get(f"/sales/negotiations/{plan.pk}").content.decode())
    assert f"/sales/concessions/{given.pk}" in page
    with cast.acting("bob"):
        assert allow(given).allowed_by_id == cast.person("bob").pk
        with pytest.raises(NotPermitted, match="once"):
            allow(given)


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
