"""The demo company's units, people, accounts and products."""

from dataclasses import dataclass
from typing import Any

from xianji.catalog.models import Currency, Product, Term, Uom
from xianji.kit import store
from xianji.org.models import Assignment, Person, Region, Role, Unit, User

LOGINS = [
    ("director", "SD EXE", "company"), ("admin", "ADM", "support"), ("east", "RM", 0), ("south", "RM", 1),
    ("lead1", "SUP", 2), ("lead2", "SUP", 3), ("lead3", "SUP", 4), ("rep1", "REP", 2), ("rep2", "REP", 2),
    ("rep3", "REP", 3), ("rep4", "REP", 3), ("rep5", "REP", 4), ("rep6", "REP", 5), ("market", "MR", "support"),
    ("finance", "FIN", "support"), ("legal", "LEG", "support"), ("service", "CS", "support"),
]  # fmt: skip
STANDINGS = ("priority", "priority", "normal", "normal", "other")
SERVICES = ("YQ-CAL",)
"""Products that are work."""
PASSWORD = "xianji-demo"


@dataclass
class Company:
    """What the rest of the demo hangs on."""

    sellers: list[Person]
    products: list[Product]
    industries: list[Term]
    regions: list[Region]


def found(told: dict[str, Any]) -> Company:
    """Set the company up: two regional offices with two teams each, seventeen people, six products."""
    top = Unit.unscoped.filter(parent=None).order_by("pk").first() or store.create(
        Unit(name=told["company"], kind="company")
    )
    offices = [store.create(Unit(name=name, kind="region", parent=top)) for name in told["regions"]]
    teams = [store.create(Unit(name=name, kind="team", parent=offices[n // 2])) for n, name in enumerate(told["teams"])]
    support = store.create(Unit(name=told["support"], kind="function", parent=top))
    places: dict[Any, Unit] = {"company": top, "support": support, **dict(enumerate([*offices, *teams]))}
    people = hire(told, places)
    regions = [
        store.create(Region(code=f"R{n + 1}", name=name, unit=offices[n])) for n, name in enumerate(told["regions"])
    ]
    industries = [
        store.create(Term(dictionary="industry", code=f"i{n + 1:02}", name=name, place=n, standing=STANDINGS[n % len(STANDINGS)]))
        for n, name in enumerate(told["industries"])
    ]
    sellers = [person for (_login, role, _place), person in zip(LOGINS, people, strict=True) if role == "REP"]
    return Company(sellers, goods(told), industries, regions)


def hire(told: dict[str, Any], places: dict[Any, Unit]) -> list[Person]:
    """One person and account per login; heads of units are their managers."""
    roles = {role.code: role for role in Role.unscoped.all()}
    people: list[Person] = []
    for (login, codes, place), name in zip(LOGINS, told["people"], strict=True):
        unit = places[place]
        person = store.create(Person(name=name, unit=unit, supervisor=unit.head, email=f"{login}@skylark.example"))
        user = User.objects.create_user(login, person.email, PASSWORD, person=person)
        for code in codes.split():
            Assignment.objects.create(user=user, role=roles[code])
        if unit.head is None and codes.split()[0] in ("SD", "RM", "SUP"):
            unit.head = person
            store.change(unit)
        people.append(person)
    return people


def goods(told: dict[str, Any]) -> list[Product]:
    """Products with their unit, and the currencies dealt in."""
    for code, name, digits in (("CNY", "人民币", 2), ("TWD", "新台币", 0), ("HKD", "港币", 2), ("USD", "美元", 2)):
        Currency.unscoped.filter(code=code).exists() or store.create(Currency(code=code, name=name, digits=digits))
    piece = Uom.unscoped.filter(code="PCS").first() or store.create(Uom(code="PCS", name="PCS"))
    return [
        store.create(Product(
            sku=sku, name=name, line=line, uom=piece, list_price=price, cost=cost,
            warranty_months=None if sku in SERVICES else 12,
            kind="service" if sku in SERVICES else "goods", tax_category="service" if sku in SERVICES else "standard",
        ))
        for sku, name, line, price, cost in told["products"]
    ]
