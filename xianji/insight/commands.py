"""Figures on the command line."""

import json

import click

from xianji.lib.shell import _


@click.command("metrics", help=_("Print a figure by a dimension, as a person sees it."))
@click.argument("name")
@click.option("--by", default="", help=_("By what: quarter, month, year, owner, unit, manager, region, product …"))
@click.option("--as", "login", default="", help=_("Login, mail address, person number or unique full name."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def metrics(name: str, by: str, login: str, as_json: bool) -> None:
    """One row per key; undefined is null; sums skip blank amounts and say how many."""
    from xianji.kit.metrics import figures
    from xianji.lib import actor
    from xianji.lib.actor import SYSTEM
    from xianji.org.actors import actor_of
    from xianji.org.users.finding import user_called

    with actor.acting(actor_of(user_called(login)) if login else SYSTEM):
        found = figures(name, by)
    digits = found.metric.digits
    rows = found.rows if by else [found.total]
    if as_json:
        told = [
            {"key": row.key, "value": row.text(digits)} | ({"blank_amounts": row.blank} if row.blank else {})
            for row in rows
        ]
        answer = {"metric": name, "by": by or None, "unit": found.metric.unit, "rows": told,
                  "total": found.total.text(digits), "blank_amounts": found.total.blank}  # fmt: skip
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row.key or '—'}\t{row.text(digits) or '—'}")
