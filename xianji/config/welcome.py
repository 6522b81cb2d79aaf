"""What the terminal says when the server is up: the address, and in a demo how to sign in."""

import click

from xianji.lib.shell import _, language

SHOWN = ("SD", "RM", "SUP", "REP", "FIN", "ADM")


def must_be_set_up() -> None:
    """Refuse to serve an empty or older database."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from xianji.org.models import Company

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan and executor.loader.applied_migrations:
        raise click.ClickException(
            _("The database is of an older version: run `xianji setup`, which brings it up to date.")
        )
    if plan or Company.here() is None:
        raise click.ClickException(_("This installation is not set up yet: run `xianji setup` first."))


def show(address: str) -> None:
    from django.utils import translation

    from xianji.org.models import Company

    company = Company.here()
    click.echo("\n" + _("Xianji is ready: %(address)s") % {"address": address})
    if company and company.demo:
        with translation.override(language()):
            _sign_in(company.name)
    click.echo(_("Ctrl-C stops the server; the data is kept.") + "\n")


def _sign_in(company: str) -> None:
    from xianji.config.demo.company import PASSWORD

    click.echo(_("Demo company: %(company)s. Sign in with:") % {"company": company})
    for login, name, role in people():
        click.echo(f"    {login:<14}{name} · {role}")
    click.echo(_("Password of all of them: %(password)s") % {"password": PASSWORD})


def people() -> list[tuple[str, str, str]]:
    """(login, name, role) of one invented user for each shown role."""
    from xianji.config.demo.company import LOGINS
    from xianji.lib.actor import SYSTEM, acting
    from xianji.org.models import Assignment

    invented = [login for login, _role, _place in LOGINS]
    shown: dict[str, tuple[str, str, str]] = {}
    with acting(SYSTEM):
        held = Assignment.objects.filter(user__is_active=True, user__login__in=invented).order_by("user_id")
        held = held.select_related("user__person", "role")
        for code in SHOWN:
            first = next((one for one in held if one.role.code == code and str(one.user) not in shown), None)
            if first:
                shown[str(first.user)] = (str(first.user), str(first.user.person or ""), str(first.role))
    return list(shown.values())
