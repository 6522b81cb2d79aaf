"""Accounts for at least one person of every scope, all with one password, and one who may see nothing."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password

from xianji.config.generate.house import House
from xianji.config.generate.units import Firm
from xianji.org.models import Assignment, Person, Role, Unit, User

BY_ROLE = {
    "executive": "EXE", "director": "SD", "market": "MR", "service": "CS", "legal": "LEG", "finance": "FIN", "staff": "HR",
    "operator": "ADM", "nobody": "",
}  # fmt: skip
"""{login: role}: the first of each."""


def wanted(firm: Firm, house: House) -> dict[str, tuple[Person, str]]:
    """Who gets an account: the greatest and the smallest holder, those above the greatest, and one of each role."""
    people = {person.pk: (person, role) for person, role in firm.people}
    sellers = [seller.pk for seller in house.sellers["zh-hans"] if people[seller.pk][1] == "REP"]
    units: dict[Any, Unit] = {unit.pk: unit for unit in [*firm.teams, *firm.offices, *firm.regions]}
    greatest = people[sellers[0]][0]
    team = units[greatest.unit_id]
    office = units[team.parent_id]
    region = units[office.parent_id]
    found = {"seller": (greatest, "REP"), "starter": people[sellers[-1]], "lead": (firm.head(team), "SUP")}
    found |= {"office": (firm.head(office), "RM"), "region": (firm.head(region), "RM")}
    for login, role in BY_ROLE.items():
        found[login] = next(one for one in firm.people if one[1] == role)
    return found


def open_all(firm: Firm, house: House, password: str, language: str) -> list[str]:
    """Returns the logins; one that is taken gets the seed behind it."""
    roles = {role.code: role for role in Role.unscoped.all()}
    secret, logins = make_password(password), []
    for login, (person, code) in wanted(firm, house).items():
        free = login if not User.objects.filter(login=login).exists() else f"{login}-{house.seed}"
        user = User(login=free, email=person.email, person=person, password=secret, language=language)
        user.save()
        if code:
            Assignment.objects.create(user=user, role=roles[code])
        logins.append(free)
    return logins


def shown(house: House) -> Iterable[tuple[str, str, str]]:
    """(login, roles, person) of the accounts of this seed."""
    users = User.objects.filter(person__external_source=house.source).select_related("person").order_by("pk")
    for user in users.prefetch_related("assignments__role"):
        codes = " ".join(one.role.code for one in user.assignments.all())
        yield user.login, codes, str(user.person)
