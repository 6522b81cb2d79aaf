"""Accounts from the shell: for the first day, and for the day nobody can sign in."""

import json
from typing import TYPE_CHECKING

import click

from xianji.lib.shell import _

if TYPE_CHECKING:
    from xianji.org.models import User


@click.group(help=_("Make accounts and set passwords."))
def user() -> None: ...


@user.command(help=_("Make an account for a person."))
@click.argument("login")
@click.option("--name", required=True, help=_("Name of the person."))
@click.option("--email", default="", help=_("Mail address."))
@click.option("--role", "roles", multiple=True, help=_("Code of a role, such as REP; may be given several times."))
@click.option("--unit", "unit_number", help=_("Number of the unit; the top unit if absent."))
@click.password_option(help=_("At least ten characters."))
def create(login: str, name: str, email: str, roles: tuple[str, ...], unit_number: str | None, password: str) -> None:
    from django.db import transaction

    from xianji.administration.users.actions import give_role, open_account
    from xianji.kit import store
    from xianji.lib.actor import SYSTEM, acting
    from xianji.org.models import Person, Role, Unit, User

    _acceptable(password)
    if User.objects.filter(login=login.strip().lower()).exists():
        raise click.ClickException(_("The login %(login)s is taken.") % {"login": login})
    if missing := set(roles) - set(Role.unscoped.values_list("code", flat=True)):
        raise click.ClickException(_("There is no role %(code)s.") % {"code": min(missing)})
    with acting(SYSTEM), transaction.atomic():
        units = Unit.unscoped.filter(number=unit_number) if unit_number else Unit.unscoped.filter(parent=None)
        person = store.create(Person(name=name, unit=units.first(), email=email))
        made = open_account(person, login, email)
        made.set_password(password)
        made.save(update_fields=["password"])
        for role in Role.unscoped.filter(code__in=roles):
            give_role(made, role)
    click.echo(_("The account %(login)s was made.") % {"login": made.login})


@user.command(help=_("Set a new password; open sessions of the account end."))
@click.argument("login")
@click.password_option(help=_("At least ten characters."))
def password(login: str, password: str) -> None:
    from xianji.administration.signin.writing import write

    account = known(login)
    _acceptable(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    write("change_password", account, None, "shell", by_them=False)
    click.echo(_("The password of %(login)s was changed.") % {"login": account.login})


@user.command(help=_("Print the address at which somebody chooses a password; it works once, for a week."))
@click.argument("login")
def invite(login: str) -> None:
    from xianji.administration.users import actions
    from xianji.administration.users.opening import link_of
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        click.echo(link_of(None, actions.invite(known(login))))


@click.group(help=_("Keys for programs that use the API."))
def token() -> None: ...


@token.command("create", help=_("Make a key; it is shown once and only its hash is kept."))
@click.argument("login", metavar="USER")
@click.option("--name", default="command line", help=_("What the key is for."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def create_token(login: str, name: str, as_json: bool) -> None:
    from xianji.kit.api.tokens import make

    key = make(known(login), name)
    click.echo(json.dumps({"token": key}) if as_json else key)


def known(name: str) -> "User":
    from xianji.org.users.finding import user_called

    return user_called(name.strip())


def _acceptable(password: str, account: "User | None" = None) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise click.UsageError(" ".join(problem.messages)) from problem
