"""Scenarios A and B, each walked from its first event to its last by the people who act in it, every figure to the cent. What
stands beside a step is its number in the scenario; figures that no screen has room for are read where the screen takes them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.journeys.stars import a_contract, a_delivery, a_lead, a_offer, a_visits, b_credit, b_overdue
from tests.journeys.stars.founding import build
from tests.journeys.stars.house import House, fresh
from tests.theatre import Theatre

pytestmark = pytest.mark.both


@pytest.fixture(scope="module")
def built(theatre: Theatre, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[House]:
    """The company of both, built once."""
    home = tmp_path_factory.mktemp("home")
    settings = override_settings(HOME=home, MEDIA_ROOT=home, TIME_ZONE="Asia/Shanghai")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), theatre.alone(), settings:
        cache.clear()
        yield build(House(lambda now: patch.setattr("django.utils.timezone.now", lambda: now)))


@pytest.fixture
def house(built: House, db: None) -> House:
    """What a test does in it is undone."""
    return built


def test_a_from_the_lead_to_the_cash(house: House) -> None:
    deal = a_lead.walk(house)
    a_visits.visited(house, deal, "07-08")
    a_visits.a6_to_needs(house, deal)
    a_visits.a6_to_the_solution(house, deal)
    a_visits.visited(house, deal, "07-22")
    a_visits.a6_to_the_offer(house, deal)
    quote = a_offer.a7_quoted(house, deal)
    a_offer.a8_negotiated(house, deal, quote)
    contract = a_contract.a9_drawn_up(house, deal, quote)
    a_contract.a10_returned(house, contract)
    a_visits.visited(house, deal, "08-05")
    a_contract.a10_mended_and_approved(house, contract)
    a_contract.a10_changed_and_reviewed_anew(house, contract)
    a_contract.a11_rated(house, deal.customer)
    order = a_delivery.ordered(house, contract)
    a_delivery.a11_on_hold(house, order)
    a_contract.a11_limit_of_the_project(house, contract)
    a_contract.a12_signed_and_won(house, contract, deal)
    order = a_delivery.a12_confirmed(house, order)
    payment = a_delivery.a13_advance(house, order)
    a_contract.a12_team(house, fresh(deal.customer))
    a_visits.visited(house, deal, "08-19")
    a_delivery.a14_first_delivery(house, order, payment)
    a_delivery.a15_service(house, order)
    a_visits.visited(house, deal, "09-03")
    a_delivery.a16_second_delivery(house, order)
    a_visits.visited(house, deal, "09-17")
    a_delivery.a16_called_back(house, order)
    a_visits.often_and_in_time(house, deal.customer)
    a_delivery.a17_end_of_quarter(house, order, deal.customer)


def test_b_credit_overdue_and_what_is_done_about_it(house: House) -> None:
    customer = b_credit.b1_rated(house)
    b_credit.b2_charged(house, customer)
    order = b_credit.b3_held_and_released(house, customer)
    b_credit.b4_delivered_in_part(house, order)
    b_overdue.b5_noticed(house)
    b_overdue.b6_promised(house)
    b_overdue.b7_confirmed_and_broken(house, customer)
    b_overdue.b8_demanded(house)
    b_credit.b8_stopped(house, order)
    risk = b_overdue.b9_identified(house, customer)
    b_overdue.b10_paid(house, customer)
    b_overdue.b9_agreed(house, customer)
    b_overdue.b9_answered(house, risk)
    b_overdue.b11_end_of_quarter(house, customer)
    b_overdue.b11_risk_left(house, risk)
    b_credit.b8_frozen_later(house, customer)


def test_what_hardly_changes_is_not_asked_about_again(house: House) -> None:
    a_offer.revised(house)
