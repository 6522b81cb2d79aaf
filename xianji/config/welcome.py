"""What the terminal says when the server is up: the address, and in a demo how to sign in."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from xianji.lib.shell import _

SHOWN = ("SD", "RM", "SUP", "REP", "EXE", "ADM")


def must_be_set_up() -> None:
    """Refuse to serve an empty or older database."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from xianji.org.models import Company

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or Company.here() is None:
        raise click.ClickException(_("This installation is not set up yet: run `xianji setup` first."))


def demo() -> Any:
    """The demo company's module, when it is part of this installation."""
    return import_module("xianji.config.demo") if find_spec("xianji.config.demo") else None


def show(address: str) -> None:
    from xianji.org.models import Company

    company = Company.here()
    click.echo("\n" + _("Xianji is ready: %(address)s") % {"address": address})
    if company and company.demo and (module := demo()):
        click.echo(_("Demo company: %(company)s. Sign in with:") % {"company": company.name})
        for login, name, role in people():
            click.echo(f"    {login:<14}{name} · {role}")
        click.echo(_("Password of all of them: %(password)s") % {"password": module.PASSWORD})
    click.echo(_("Ctrl-C stops the server; the data is kept.") + "\n")


def people() -> list[tuple[str, str, str]]:
    """(login, name, role) of the first user of each shown role."""
    from xianji.lib.actor import SYSTEM, acting
    from xianji.org.models import Assignment

    with acting(SYSTEM):
        held = Assignment.objects.filter(role__code__in=SHOWN, user__is_active=True).order_by("user_id")
        first: dict[str, Assignment] = {}
        for one in held.select_related("user__person", "role"):
            first.setdefault(one.role.code, one)
        return [(str(a.user), str(a.user.person or ""), str(a.role)) for code in SHOWN if (a := first.get(code))]
