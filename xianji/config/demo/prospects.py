"""Campaigns and the leads they brought: some to be called today, some talked with, some worth a deal."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.config.demo.desk import at
from xianji.config.demo.history import CUSTOMERS
from xianji.config.demo.words import contact_name, customer_names
from xianji.customers.leads import scoring
from xianji.customers.models import Campaign, Lead
from xianji.kit import sets
from xianji.org.models import User

LEADS = 40
CAMPAIGNS = (("event", -70, -66, "reviewed", 120_000), ("web", -80, 20, "running", 60_000), ("phone", -60, 30, "running", 36_000),
             ("event", 40, 43, "approved", 150_000))  # fmt: skip
"""Channel, first and last day from today, state, budget."""
STATES = ("assigned", "contacted", "contacted", "nurturing", "qualified")
TALKED = ("contacted", "nurturing", "qualified")
SIGNS = ("talk", "quote", "price", "paper", "webinar")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Every lead has its next step and was talked with lately, as the regulation asks."""
    campaigns = plan(told)
    leads = [lead(told, company, campaigns[place % 3], place, pick) for place in range(LEADS)]
    sets.insert_many(Lead, leads, source="demo")
    for one in leads:
        for sign in pick.sample(SIGNS, pick.randint(0, 2)):
            scoring.note(one, sign, at(-pick.randint(0, 20), 14))


def plan(told: dict[str, Any]) -> list[Campaign]:
    today, owner = timezone.localdate(), User.objects.get(login="market").person
    made = [
        Campaign(
            name=name, channel=channel, starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last),
            state=state, budget=budget, cost=Decimal(budget) * 9 / 10 if state == "reviewed" else None, lead_goal=20,
            qualified_goal=6, owner=owner, invited=400 if channel == "event" else None,
            attended=260 if state == "reviewed" else None, script=told["script"],
        ) for name, (channel, first, last, state, budget) in zip(told["campaigns"], CAMPAIGNS, strict=True)
    ]  # fmt: skip
    sets.insert_many(Campaign, made, source="demo")
    return made


def lead(told: dict[str, Any], company: Company, campaign: Campaign, place: int, pick: Random) -> Lead:
    owner, state = company.sellers[place % len(company.sellers)], STATES[place % len(STATES)]
    talked = at(-pick.randint(1, 9), pick.randint(9, 16)) if state in TALKED else None
    made = Lead(
        company=customer_names(told, CUSTOMERS + LEADS)[CUSTOMERS + place][0], person=contact_name(told, pick),
        job=pick.choice(told["jobs"]), part=pick.choice(["decision", "influence", "user", ""]), mobile=f"1991000{place:04}",
        email=f"lead{place}@example.com", source=campaign.channel, campaign=campaign, industry=pick.choice(company.industries),
        standing=pick.choice(["priority", "priority", "normal", "other"]), employees=pick.randint(10, 2000), owner=owner,
        region=next(region for region in company.regions if region.unit and owner.org_path.startswith(region.unit.path)),
        need=pick.choice(told["needs"]), basis="consent", budget=Decimal(pick.randint(8, 90)) * 10_000, state=state,
        contacted_at=talked, followed_at=talked, next_step=pick.choice(told["steps"]), next_step_at=planned(place),
    )  # fmt: skip
    return made


def planned(place: int) -> datetime:
    """Today for every second one, else within the week."""
    return at(0 if place % 2 else 1 + place % 6, 10 + place % 8)
