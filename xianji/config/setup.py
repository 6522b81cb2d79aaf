"""`xianji setup`: the database, the company and its first administrator. Run again, it only brings things up to date."""

import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from xianji.config.founding import CURRENCIES, ZONES, Founding
from xianji.lib import shell
from xianji.lib.shell import _


@click.command(help=_("Prepare the database, the company and the first administrator. Asks for what is not given."))
@click.option(
    "--demo", type=click.Choice(["none", "small"]), default="none", help=_("Fill it with an invented company.")
)
@click.option("--if-new", is_flag=True, help=_("Say nothing when the company exists."))
@click.option("--company", help=_("Name of the company."))
@click.option("--country", help=_("Two letters, such as CN."))
@click.option("--currency", help=_("Three letters, such as CNY."))
@click.option("--time-zone", help=_("Such as Asia/Shanghai."))
@click.option("--fiscal-month", type=click.IntRange(1, 12), help=_("First month of the fiscal year."))
@click.option("--language", type=click.Choice(list(shell.LOCALES)), help=_("Language of the company."))
@click.option("--admin-login", help=_("Login of the first administrator."))
@click.option("--admin-name", help=_("Name of the first administrator."))
@click.option("--admin-email", help=_("Mail address of the first administrator."))
@click.option("--admin-password", envvar="XIANJI_ADMIN_PASSWORD", help=_("At least ten characters; made up if absent."))
def setup(demo: str, if_new: bool, language: str | None, **given: Any) -> None:
    from xianji.config import founding
    from xianji.org.models import Company

    with step(_("Database")):
        founding.prepare()
    if company := Company.here():
        if not if_new:
            click.echo(_("%(company)s is already set up; nothing was changed.") % {"company": company.name})
    elif demo == "small":
        with step(_("Demo company with three years of activity")):
            founding.demo(language or shell.language())
    else:
        _found(language or shell.language(), given)


@contextmanager
def step(title: str) -> Iterator[None]:
    """A line that says what is being done, and how long it took."""
    start = time.monotonic()
    click.echo(f"     {title} … ", nl=False)
    yield
    click.echo(f"{time.monotonic() - start:.1f} s")


def _found(language: str, given: dict[str, Any]) -> None:
    from xianji.config import founding

    answers = _answers(language, given)
    made_up = not answers.admin_password
    answers.admin_password = answers.admin_password or secrets.token_urlsafe(9)
    founding.found(answers)
    click.echo(
        _("%(company)s is set up. Sign in as %(login)s.") % {"company": answers.company, "login": answers.admin_login}
    )
    if made_up:
        click.echo(_("Password, shown only now: %(password)s") % {"password": answers.admin_password})
    click.echo(_("Next: `xianji serve`, then load your regulation and your units and people."))


def _answers(language: str, given: dict[str, Any]) -> Founding:
    """What was given, else what is asked in a terminal, else the default of the country."""
    country = (given["country"] or _ask(_("Country (two letters)"), "CN")).upper()
    company = given["company"] or _ask(_("Name of the company"), None)
    if not company:
        raise click.UsageError(_("Say the name of the company: --company."))
    return Founding(
        company=company,
        country=country,
        currency=(given["currency"] or _ask(_("Base currency"), CURRENCIES.get(country, "USD"))).upper(),
        time_zone=given["time_zone"] or _ask(_("Time zone"), ZONES.get(country, "UTC")),
        fiscal_month=int(given["fiscal_month"] or _ask(_("First month of the fiscal year"), "1")),
        language=language,
        admin_login=given["admin_login"] or _ask(_("Login of the first administrator"), "admin"),
        admin_name=given["admin_name"] or _ask(_("Name of the first administrator"), given["admin_login"] or "admin"),
        admin_email=given["admin_email"] or _ask(_("Mail address of the first administrator"), ""),
        admin_password=given["admin_password"] or _secret(),
    )


def _ask(question: str, default: str | None) -> str:
    if not sys.stdin.isatty():
        return default or ""
    return click.prompt(question, default=default, show_default=bool(default))


def _secret() -> str:
    if not sys.stdin.isatty():
        return ""
    return click.prompt(_("Password (empty: one is made up)"), default="", show_default=False, hide_input=True)
