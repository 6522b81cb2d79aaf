"""Two deals that are being negotiated: one plan with rounds and a concession, one still being prepared."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.kit import sets
from xianji.sales.models import Concession, Negotiation, NegotiationIssue, Opportunity, Round

WEIGHTS = (("0.5", "30", "30", "60", "45"), ("0.3", "6", "6", "10", "8"), ("0.2", "12", "12", "24", "18"))
"""Of each matter: weight, opening, target, the least we take, on the table."""
ROUNDS = (("1.08", "0.92"), ("1.03", "0.97"))


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words = told["negotiation"]
    deals = Opportunity.unscoped.filter(stage="negotiation", deleted_at=None, amount__gt=0).exclude(owner=None)
    for place, deal in enumerate(deals.order_by("-amount", "pk")[:2]):
        plan = prepare(deal, words, is_begun=place == 0)
        if place == 0:
            talk(plan, words)


def part(amount: Any, share: str) -> Decimal:
    return (Decimal(amount) * Decimal(share) / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100


def prepare(deal: Opportunity, words: dict[str, Any], is_begun: bool) -> Negotiation:
    plan = Negotiation(
        opportunity=deal, owner=deal.owner, counterpart=words["counterpart"], opening=part(deal.amount, "1.08"),
        target=deal.amount, batna=words["batna"], batna_value=part(deal.amount, "0.9"), floor=part(deal.amount, "0.93"),
        buyer_least=part(deal.amount, "0.98"), buyer_likely=part(deal.amount, "1.03"), buyer_most=part(deal.amount, "1.06"),
    )  # fmt: skip
    if is_begun:
        plan.state, plan.begun_on = Negotiation.State.IN_ROUND, timezone.localdate() - timedelta(days=9)
    sets.insert_many(Negotiation, [plan], source="demo")
    matters = [
        NegotiationIssue(negotiation=plan, owner=deal.owner, title=title, weight=Decimal(weight), opening=Decimal(opening),
                         target=Decimal(target), least=Decimal(least), offered=Decimal(offered) if is_begun else None)
        for title, (weight, opening, target, least, offered) in zip(words["matters"], WEIGHTS, strict=True)
    ]  # fmt: skip
    sets.insert_many(NegotiationIssue, matters, source="demo")
    return plan


def talk(plan: Negotiation, words: dict[str, Any]) -> None:
    rounds = [
        Round(negotiation=plan, number=number, at=timezone.now() - timedelta(days=10 - 4 * number), by=plan.owner,
              ours=part(plan.target, ours), theirs=part(plan.target, theirs), mood="factual", note=note)
        for number, ((ours, theirs), note) in enumerate(zip(ROUNDS, words["notes"], strict=True), 1)
    ]  # fmt: skip
    Round.objects.bulk_create(rounds)
    Negotiation.unscoped.filter(pk=plan.pk).update(ours=rounds[-1].ours, theirs=rounds[-1].theirs, mood="factual")
    title, before, after, asked = words["concession"]
    told = {"title": title, "before": before, "after": after, "asked": asked}
    sets.insert_many(Concession, [Concession(negotiation=plan, owner=plan.owner, worth=Decimal(12000), **told)], source="demo")
