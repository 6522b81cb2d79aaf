"""Two pools of customers: some wait in them, some were taken out again, and some are about to go back."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.customers.models import Customer, Hold, Pool, PoolEntry, PoolMovement
from xianji.customers.pool import recycling
from xianji.customers.pool.actions import claim, to_pool
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.actors import access_changed, actor_of
from xianji.org.models import Person, Share, User
from xianji.sales.models import Opportunity

KEEPERS = ("east", "south")
GIVEN, TAKEN = 11, 5
"""Customers of each region that were given back, and those of them that somebody has claimed since."""
SPARED = 0.85


def fill(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Each regional manager keeps a pool for both teams of the region."""
    for login, name in zip(KEEPERS, told["pools"], strict=True):
        keeper = Person.unscoped.select_related("unit").get(user__login=login)
        pool = store.create(Pool(name=name, owner=keeper, about=told["pool_about"]))
        Share.objects.create(label=Pool.label(), record_id=pool.pk, unit=keeper.unit, with_below=True)
        access_changed()
        give(told, pool, keeper, pick)
        take(pool, keeper, pick)
    begin(pick)
    recycling.nightly()


def begin(pick: Random) -> None:
    """Most prospects were handed on lately, so that a few go back and not all."""
    held = Hold.objects.values("customer")
    rows = Customer.unscoped.filter(state="prospect", owner__isnull=False).exclude(pk__in=held).order_by("pk")
    Hold.objects.bulk_create(
        Hold(customer=customer, since=timezone.now() - timedelta(days=pick.randint(5, 140)))
        for customer in rows if pick.random() < SPARED
    )  # fmt: skip


def give(told: dict[str, Any], pool: Pool, keeper: Person, pick: Random) -> None:
    """Prospects without an open deal, some weeks ago."""
    deals = Opportunity.unscoped.filter(closed_on=None).values("customer")
    rows = Customer.unscoped.filter(state="prospect", org_path__startswith=keeper.org_path).exclude(pk__in=deals)
    for customer in list(rows.order_by("last_contact_on", "pk")[:GIVEN]):
        to_pool(customer, pool=pool, why=pick.choice(told["returned"]))
        ago = timezone.now() - timedelta(days=pick.choice((1, 2, 3, 5, 8, 12, 17, 24, 33)), hours=pick.randint(1, 9))
        PoolEntry.unscoped.filter(customer=customer).update(came_at=ago)
        PoolMovement.unscoped.filter(customer=customer).update(at=ago)


def take(pool: Pool, keeper: Person, pick: Random) -> None:
    """By those who had not given them, a few days later; they were heard of in time."""
    there = User.objects.filter(person__org_path__startswith=keeper.org_path)
    sellers = list(there.filter(assignments__role__code="REP").order_by("pk"))
    taken = 0
    for entry in PoolEntry.unscoped.filter(pool=pool, deleted_at=None).order_by("came_at"):
        seller = pick.choice(sellers[:1] * 2 + sellers)
        if taken < TAKEN and seller.person_id != entry.former_id:
            taken += taking(entry, seller, pick)


def taking(entry: PoolEntry, seller: User, pick: Random) -> int:
    try:
        with actor.acting(actor_of(seller)):
            claim(entry)
    except Refused:
        return 0
    waited = pick.randint(0, (timezone.now() - entry.came_at).days)
    at = entry.came_at + timedelta(days=waited)
    PoolMovement.unscoped.filter(customer=entry.customer_id, is_out=True).update(at=at, waited=waited)
    Hold.objects.filter(customer=entry.customer_id).update(since=at, follow_by=None)
    return 1
