"""A customer with all that belongs to it, and the figures that follow: the same for one serial and seed at any size."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from xianji.config.generate import bought
from xianji.config.generate.customers import Customers, age_of, script_of
from xianji.config.generate.dealing import Deal, deals, orders
from xianji.config.generate.house import House
from xianji.config.generate.shares import rank_of
from xianji.config.generate.talking import Said, activities
from xianji.customers.contacts.contacted import TALKS
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity, Order
from xianji.sales.opportunities.won import RESTS_AFTER
from xianji.workspace.models import Activity

SEEDS = 1_000_003
"""Each customer draws from a source of its own: seed × SEEDS + serial."""
BLACKLISTED, LOST, RESTING = 0.004, 0.03, 0.12


@dataclass(slots=True)
class Family:
    """Not stored, not linked yet: what is linked is told by place."""

    customer: Customer
    contacts: list[Contact]
    deals: list[Deal]
    orders: list[Order]
    said: list[Said]

    def linked_contacts(self) -> list[Contact]:
        for contact in self.contacts:
            contact.customer_id = self.customer.pk
        return self.contacts

    def linked_deals(self) -> list[Opportunity]:
        for deal in self.deals:
            deal.record.customer_id, deal.record.contact_id = self.customer.pk, self.contacts[deal.contact].pk
        return [deal.record for deal in self.deals]

    def linked_orders(self) -> list[Order]:
        for order in self.orders:
            order.customer_id = self.customer.pk
        return self.orders

    def linked_activities(self) -> list[Activity]:
        for activity, about, _ago in self.said:
            activity.about_id = about.pk
        return [activity for activity, _about, _ago in self.said]


def families(house: House, first: int, end: int) -> Iterator[Family]:
    """Those with serials from `first` up to `end`."""
    makers, pick = Customers(house), Random()
    for number in range(first, end):
        pick.seed(house.seed * SEEDS + number)
        yield family(house, makers, number, pick)


def family(house: House, makers: Customers, number: int, pick: Random) -> Family:
    rank, age = rank_of(number), age_of(pick)
    owner, told = makers.owner(number, pick), makers.names[script_of(number)[0]].told
    customer = makers.customer(number, rank, age, owner, makers.called(number, pick), pick)
    contacts = makers.contacts(number, rank, customer, pick)
    dealt = deals(house, told, customer, rank, age, len(contacts), pick)
    since = dealt[0].closed if dealt and dealt[0].closed else 1
    made = Family(
        customer, contacts, dealt, orders(house, told, customer, rank, since, pick),
        activities(house, told, customer, rank, age, owner, contacts, dealt, pick),
    )  # fmt: skip
    _conclude(house, made, pick)
    return made


def _conclude(house: House, made: Family, pick: Random) -> None:
    """What followers would post into the customer, so that they find it right; and when it was last touched."""
    customer = made.customer
    won = [deal for deal in made.deals if deal.record.stage == "won"]
    customer.won_amount = sum(deal.record.amount for deal in won)
    talks = [ago for activity, _about, ago in made.said if activity.kind in TALKS]
    customer.last_contact_on = house.days.on[min(talks)] if talks else None
    won_ago = min((deal.closed or 0 for deal in won), default=None)
    customer.state = _state(won_ago, pick.random())
    bought.post(customer, made.orders, house.days.today)
    touched = [customer.created_at, *(a.at for a, _about, _ago in made.said), *(d.record.updated_at for d in made.deals)]
    customer.updated_at = max(touched)


def _state(won_ago: int | None, chance: float) -> str:
    """`won_ago` is how many days ago a deal was last won."""
    if chance < BLACKLISTED:
        return "blacklist"
    if chance < LOST:
        return "lost"
    if won_ago is not None:
        return "active" if won_ago < RESTS_AFTER.days else "dormant"
    return "dormant" if chance > 1 - RESTING else "prospect"
