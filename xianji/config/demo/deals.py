"""Two deals that are being negotiated, one with rounds and a concession, one still being prepared; and what was forecast."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.kit import sets
from xianji.org.people.history import supervisor_on
from xianji.sales.forecasts.adding import Added, of_quarter, quarters
from xianji.sales.forecasts.reading import BEFORE
from xianji.sales.forecasts.taking import take
from xianji.sales.models import Concession, ForecastSnapshot, Negotiation, NegotiationIssue, Opportunity, Round

WEIGHTS = (("0.5", "30", "30", "60", "45"), ("0.3", "6", "6", "10", "8"), ("0.2", "12", "12", "24", "18"))
"""Of each matter: weight, opening, target, the least we take, on the table."""
ROUNDS = (("1.08", "0.92"), ("1.03", "0.97"))


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words = told["negotiation"]
    deals = Opportunity.unscoped.filter(stage="negotiation", deleted_at=None, amount__gt=0).exclude(owner=None)
    for place, deal in enumerate(deals.order_by("-amount", "pk")[:2]):
        plan = prepare(deal, words, deal.amount, is_begun=place == 0)
        if place == 0:
            talk(plan, words)


def part(amount: Any, share: str) -> Decimal:
    return (Decimal(amount) * Decimal(share) / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100


def prepare(deal: Opportunity, words: dict[str, Any], amount: Any, is_begun: bool) -> Negotiation:
    plan = Negotiation(
        opportunity=deal, owner=deal.owner, counterpart=words["counterpart"], opening=part(amount, "1.08"),
        target=amount, batna=words["batna"], batna_value=part(amount, "0.9"), floor=part(amount, "0.93"),
        buyer_least=part(amount, "0.98"), buyer_likely=part(amount, "1.03"), buyer_most=part(amount, "1.06"),
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
    above = supervisor_on(plan.owner, timezone.localdate()) if plan.owner else None
    given = Concession(negotiation=plan, owner=plan.owner, worth=Decimal(12000), title=title, before=before, after=after,
                       asked=asked, allowed_by=above)  # fmt: skip
    sets.insert_many(Concession, [given], source="demo")


def look_ahead(told: dict[str, Any], company: Company, pick: Random) -> None:
    """The forecast of this quarter week by week, and of the four before as each began: near what came true."""
    today = timezone.localdate()
    [this] = quarters(today, 1)
    first, sums = this.start, of_quarter(Opportunity.unscoped, this, ("owner", "org_path"))
    past = [first + timedelta(days=ago) for ago in range((today - first).days)]
    weeks = [day for day in past if day == first or day.weekday() == 0]
    made = [kept(day, first, key, one, pick.randint(78, 96) + 8 * place // len(weeks))
            for place, day in enumerate(weeks) for key, one in sums.items()]  # fmt: skip
    for before in (this.shift(-place - 1) for place in range(BEFORE)):
        first, came = before.start, of_quarter(Opportunity.unscoped, before, ("owner", "org_path"))
        made += [kept(first, first, key, one, pick.randint(85, 122)) for key, one in came.items() if key[-1] == "closed"]
    ForecastSnapshot.objects.bulk_create(made, batch_size=2_000)
    take(today)


def kept(day: date, quarter: date, key: tuple[Any, ...], one: Added, percent: int) -> ForecastSnapshot:
    owner, path, category = key
    amount, weighted = (part(whole, str(Decimal(percent) / 100)) for whole in (one.amount, one.weighted))
    return ForecastSnapshot(taken_on=day, quarter_on=quarter, owner_id=owner, org_path=path, category=category, amount=amount,
                            weighted=weighted, deals=one.deals)  # fmt: skip
