"""A customer and its contacts, as any customer of that serial is under the same seed."""

from decimal import Decimal
from math import exp
from random import Random
from typing import Any

from xianji.config.generate import numbers
from xianji.config.generate.days import LONGEST
from xianji.config.generate.house import House, Seller
from xianji.config.generate.names import Called, Names
from xianji.config.generate.shares import CONTACTS, SLOTS
from xianji.config.generate.words import SCRIPTS
from xianji.customers.models import Contact, Customer
from xianji.org.blanks import blanks

PARTS = Contact.Part.values
SIZES = ("large", "medium", "small")
BETWEEN = (60, 300)
"""Ranks where large ends and where medium ends."""
EMPLOYEES = {"large": 6.8, "medium": 5.0, "small": 3.2}
YEARLY = {"large": 19.5, "medium": 17.5, "small": 15.5}
"""Logarithms of the usual number of employees, of the usual yearly revenue."""
REGISTERED = 0.7
new_customer, new_contact = blanks(Customer), blanks(Contact)


def script_of(serial: int) -> tuple[str, int]:
    """Of five customers three have simplified, one traditional and one English names; the serial within the script."""
    five, place = divmod(serial, 5)
    return (SCRIPTS[0], five * 3 + place) if place < 3 else (SCRIPTS[place - 2], five)


def lognormal(pick: Random, middle: float, spread: float = 1.0) -> float:
    return exp(pick.gauss(middle, spread))


def registration(place: Any, serial: int, number: int, chance: float) -> tuple[str, str]:
    """Kind and number; some tell none. Serials of one script do not repeat, so neither do the numbers."""
    if chance > REGISTERED:
        return "none", ""
    if place.country == "CN":
        return "usci", numbers.usci(place.code, serial)
    if place.country == "TW":
        return "ubn", numbers.ubn(serial)
    return ("hk_br", numbers.hk_br(number)) if place.country == "HK" else ("none", "")


class Customers:
    """Makes customers and contacts, not stored, and without links between each other."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.names = {script: Names(script, house.seed) for script in SCRIPTS}

    def customer(self, number: int, rank: int, age: int, owner: Seller, called: Called, pick: Random) -> Customer:
        draw, days, place = pick.random, self.house.days, called.place
        script, serial = script_of(number)
        told = self.names[script].told
        size = size_of(rank, draw())
        kind, registered = registration(place, serial, number, draw())
        born = days.moment(age, draw)
        industry = self.house.industries[int(draw() ** 2 * len(self.house.industries))]
        made = new_customer(
            name=called.name, short_name=called.short, registration_type=kind, registration_no=registered,
            country=place.country, size_class=size, region_id=owner.region_id,
            employees=3 + int(lognormal(pick, EMPLOYEES[size], 0.7)),
            founded=2023 - int(draw() ** 2 * 40), annual_revenue=Decimal(int(lognormal(pick, YEARLY[size]))),
            potential=Decimal(int(lognormal(pick, YEARLY[size] - 3.5))),
            website=f"https://c{number}.example.com" if draw() < 0.5 else "",
            phone=numbers.switchboard(place.dial, draw), address=self.names[script].address(place, draw),
            need_profile=told["details"][int(draw() * len(told["details"]))] if draw() < 0.3 else "",
            owner_id=owner.pk, created_by_id=owner.pk, created_at=born, updated_at=born,
            external_ref=str(number), external_source=self.house.source,
        )  # fmt: skip
        made.industry = industry
        return made

    def contacts(self, number: int, rank: int, customer: Customer, pick: Random) -> list[Contact]:
        draw, script = pick.random, script_of(number)[0]
        names, jobs = self.names[script], self.names[script].told["jobs"]
        return [
            new_contact(
                name=names.person(draw), job=jobs[int(draw() * len(jobs))], part=PARTS[int(draw() * len(PARTS))],
                mobile=numbers.mobile(customer.country, draw) if draw() < 0.85 else "",
                email=f"c{number}.{place}@example.com" if draw() < 0.7 else "", closeness=1 + int(draw() * 5),
                is_primary=place == 0, owner_id=customer.owner_id, created_by_id=customer.owner_id,
                created_at=customer.created_at, updated_at=customer.created_at,
            )
            for place in range(CONTACTS[rank])
        ]  # fmt: skip

    def called(self, number: int, pick: Random) -> Called:
        script, serial = script_of(number)
        return self.names[script].company(serial, pick.random)

    def owner(self, number: int, pick: Random) -> Seller:
        return self.house.owners[script_of(number)[0]][int(pick.random() * SLOTS)]


def size_of(rank: int, chance: float) -> str:
    """By rank, blurred."""
    blurred = rank * (0.5 + chance)
    return SIZES[sum(blurred >= end for end in BETWEEN)]


def age_of(pick: Random) -> int:
    """How many days ago the customer was entered."""
    return 30 + int((LONGEST - 30) * pick.random())
