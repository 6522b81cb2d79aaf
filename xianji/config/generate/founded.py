"""The company to generate into: founded here in an empty home, refused where others already work."""

import secrets
from dataclasses import dataclass

import click
from django.db import transaction

from xianji.config import founding
from xianji.config.founding import Founding
from xianji.config.generate import accounts, goods, house, units
from xianji.config.generate.house import House
from xianji.config.generate.words import words
from xianji.lib.shell import _
from xianji.org.models import Company, Unit

MARK = "generated"


@dataclass(frozen=True)
class Wish:
    """What was asked for."""

    seed: int
    language: str
    password: str
    add: bool


def ready(wish: Wish) -> tuple[House, str]:
    """The house, and the password where it was made up just now; everything or nothing."""
    founding.prepare()
    company = Company.here()
    if company is not None and company.demo != MARK and not wish.add:
        raise click.ClickException(
            _("%(company)s already works here. Use a home of its own, or --add to put invented customers among its own.")
            % {"company": company.name}
        )
    if Unit.unscoped.filter(external_source=house.source_of(wish.seed)).exists():
        return house.load(wish.seed), ""
    made_up = "" if wish.password else secrets.token_urlsafe(9)
    with transaction.atomic():
        _build(wish, company, wish.password or made_up)
    return house.load(wish.seed), made_up


def _build(wish: Wish, company: Company | None, password: str) -> None:
    answers = Founding(
        words(wish.language)["company"], language=wish.language, admin_name="admin", admin_password=password
    )
    if company is None:
        founding.found(answers)
        Company.objects.update(demo=MARK)
    else:
        founding.check(answers)
    source = house.source_of(wish.seed)
    top = Unit.unscoped.filter(parent=None, deleted_at=None).order_by("pk")[0]
    firm = units.build(top, wish.language, source, wish.seed)
    goods.industries(source, wish.seed)
    goods.stock(wish.language, source, wish.seed)
    accounts.open_all(firm, house.load(wish.seed), password, wish.language)
