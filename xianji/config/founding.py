"""Founding an installation: what must exist before anybody can sign in."""

from dataclasses import dataclass

CURRENCIES = {"CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "SG": "SGD", "MY": "MYR", "JP": "JPY", "GB": "GBP"}
ZONES = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "TW": "Asia/Taipei", "SG": "Asia/Singapore",
    "MY": "Asia/Kuala_Lumpur", "JP": "Asia/Tokyo", "GB": "Europe/London",
}  # fmt: skip
FIRST_ROLES = ("ADM", "SD")


@dataclass
class Founding:
    """What is asked once, at set-up."""

    company: str
    country: str = "CN"
    currency: str = "CNY"
    time_zone: str = "Asia/Shanghai"
    fiscal_month: int = 1
    language: str = "zh-hans"
    admin_login: str = "admin"
    admin_name: str = ""
    admin_email: str = ""
    admin_password: str = ""


def prepare() -> None:
    """Home, keys, tables, cache; brings an older database up to date."""
    from django.core.management import call_command

    from xianji.config import home

    home.prepare()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def found(answers: Founding) -> None:
    """The company, its top unit, its currency and the first administrator, all or nothing."""
    from django.db import transaction

    from xianji.lib.actor import SYSTEM, acting
    from xianji.org.models import Company

    check(answers)
    with acting(SYSTEM), transaction.atomic():
        Company.objects.create(
            pk=1, name=answers.company, country=answers.country, currency=answers.currency,
            time_zone=answers.time_zone, fiscal_month=answers.fiscal_month, language=answers.language,
        )  # fmt: skip
        _currency(answers)
        _administrator(answers)


def demo(language: str) -> None:
    """The invented company; all or nothing, so that an interrupted start begins anew."""
    from django.db import transaction

    from xianji.config.demo import load
    from xianji.config.demo.words import words
    from xianji.org.models import Company

    with transaction.atomic():
        Company.objects.create(pk=1, name=words(language)["company"], language=language, demo="small")
        load(language)


def check(answers: Founding) -> None:
    """Refuse what could not be used, before anything is stored."""
    from zoneinfo import available_timezones

    import click
    from babel import Locale
    from babel.numbers import is_currency
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from xianji.lib.shell import _

    if answers.time_zone not in available_timezones():
        raise click.UsageError(_("There is no time zone “%(zone)s”.") % {"zone": answers.time_zone})
    if not is_currency(answers.currency):
        raise click.UsageError(_("There is no currency “%(code)s”.") % {"code": answers.currency})
    if len(answers.country) != 2 or answers.country not in Locale("en").territories:
        raise click.UsageError(_("A country has two letters, such as CN."))
    try:
        validate_password(answers.admin_password)
    except ValidationError as problem:
        raise click.UsageError(" ".join(problem.messages)) from problem


def _currency(answers: Founding) -> None:
    from babel.numbers import get_currency_name

    from xianji.catalog.models import Currency
    from xianji.kit import store
    from xianji.lib.shell import LOCALES

    if not Currency.unscoped.filter(code=answers.currency).exists():
        name = get_currency_name(answers.currency, locale=LOCALES[answers.language])
        store.create(Currency(code=answers.currency, name=name))


def _administrator(answers: Founding) -> None:
    from xianji.kit import store
    from xianji.org.models import Assignment, Person, Role, Unit, User

    top = store.create(Unit(name=answers.company, kind=Unit.Kind.COMPANY, country=answers.country))
    name = answers.admin_name or answers.admin_login
    person = store.create(Person(name=name, unit=top, email=answers.admin_email))
    user = User.objects.create_user(
        answers.admin_login, answers.admin_email, answers.admin_password, person=person, language=answers.language
    )
    for role in Role.unscoped.filter(code__in=FIRST_ROLES):
        Assignment.objects.create(user=user, role=role)
