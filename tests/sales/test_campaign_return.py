"""What a campaign brought, from its leads to the won revenue."""

from datetime import date
from decimal import Decimal

from tests.making import make
from xianji.customers.models import Campaign, Lead
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.campaign_return import brought, returned


def test_the_source_is_kept_through_to_revenue(cast):
    campaign = make(Campaign, name="Fair", starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 3), cost=1000)
    alice, carol = cast.person("alice"), cast.person("carol")
    for stage, amount, owner in [("won", 4000, alice), ("lost", 9000, alice), ("won", 500, carol), (None, 0, alice)]:
        deal = make(Opportunity, amount=amount, owner=owner).pk if stage else None
        lead = make(Lead, campaign=campaign, owner=owner)
        Lead.unscoped.filter(pk=lead.pk).update(state="converted" if stage else "contacted", deal_id=deal)
        Opportunity.unscoped.filter(pk=deal).update(stage=stage or "qualify")
    with cast.acting("erin"):
        assert brought(campaign) == {"leads": 4, "qualified": 3, "deals": 3, "won": 2, "amount": 4500}
    with cast.acting("alice"):
        assert brought(campaign) == {"leads": 3, "qualified": 2, "deals": 2, "won": 1, "amount": 4000}
    assert returned(Decimal(4500), Decimal(1000)) == Decimal("3.5")
    assert returned(Decimal(4500), Decimal(0)) is None and returned(Decimal(4500), None) is None
