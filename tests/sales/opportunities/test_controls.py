"""What the regulation asks of a deal on its way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.models import Contact, Customer
from xianji.kit.refusals import Blocked
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import advance
from xianji.sales.opportunities.controls import stages_are_left_with_evidence

__all__ = ["in_force"]


@pytest.mark.shows("stages_are_left_with_evidence")
def test_a_deal_goes_on_when_what_its_stage_asks_for_is_there(cast, in_force):
    in_force(stages_are_left_with_evidence)
    with cast.acting("alice"):
        firm = make(Customer, name="Heron Works", owner=cast.person("alice"))
        ann = make(Contact, customer=firm, name="Ann", part="user", owner=cast.person("alice"))
        deal = make(Opportunity, customer=firm, contact=ann, stage="qualify", owner=cast.person("alice"))
        Customer.unscoped.filter(pk=firm.pk).update(need_profile="")
        with pytest.raises(Blocked, match="lacks: Need confirmed on the customer’s file"):
            advance(Opportunity.objects.get(pk=deal.pk))
        Customer.unscoped.filter(pk=firm.pk).update(need_profile="Precision")
        assert advance(Opportunity.objects.get(pk=deal.pk)).stage == "needs"
        with pytest.raises(Blocked, match=r"Function, Quality, Price, Service.*Who decides"):
            advance(Opportunity.objects.get(pk=deal.pk))
        Opportunity.unscoped.filter(pk=deal.pk).update(
            stage="solution", solution_on=timezone.localdate() - timedelta(days=1), rivals=""
        )
        with pytest.raises(Blocked, match="Competitors known"):
            advance(Opportunity.objects.get(pk=deal.pk))
        Opportunity.unscoped.filter(pk=deal.pk).update(rivals="Two")
        assert advance(Opportunity.objects.get(pk=deal.pk)).stage == "negotiation"
