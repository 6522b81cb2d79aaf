"""Commands that keep an installation healthy: journal, keys, search index; and what the kit derived."""

import json

import click

from xianji.lib.shell import _


@click.group(help=_("The journal: prove that nobody changed it."))
def audit() -> None: ...


@audit.command(help=_("Walk the whole journal; any edited, removed, added or reordered entry is named."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def verify(as_json: bool) -> None:
    from dataclasses import asdict

    from xianji.audit import proof

    report = proof.verify()
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        told = {"entries": report.entries, "sealed": report.newly_sealed, "erased": report.erased}
        click.echo(
            _("%(entries)s entries, %(sealed)s of them sealed just now, %(erased)s values erased by law.") % told
        )
        for problem in report.problems:
            click.echo(f"  {problem}")
        click.echo(_("The journal is NOT whole.") if report.problems else _("The journal is whole."))
    raise SystemExit(1 if report.problems else 0)


@audit.command(help=_("Chain the entries that are still open; the worker does this by itself."))
def seal() -> None:
    from xianji.audit import chain

    click.echo(_("%(count)s entries sealed.") % {"count": chain.seal_all()})


@click.group(help=_("Keys of the encrypted fields."))
def keys() -> None: ...


@keys.command(help=_("Make a new key and encrypt everything with it; the old ones stay for reading."))
def rotate() -> None:
    from xianji.administration.keys import jobs

    count = jobs.rotate()
    click.echo(
        _("%(count)s values were encrypted anew. Keep secret.key safe: backups do not contain it.") % {"count": count}
    )


@keys.command(help=_("Forget all keys but the newest, and make fingerprints and search anew; stop the server first."))
def drop() -> None:
    from xianji.administration.keys import jobs
    from xianji.config import home

    try:
        with home.in_use(alone=True):
            count = jobs.leave_behind()
    except home.InUse as problem:
        raise click.ClickException(_("Stop the server first.")) from problem
    click.echo(_("%(count)s fingerprints were made anew with the newest key.") % {"count": count})


@click.group(help=_("The search index."))
def search() -> None: ...


@search.command(help=_("Build the search index anew from the records."))
def rebuild() -> None:
    from xianji.kit.search import index
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        count = index.rebuild()
    click.echo(_("%(count)s records can be found.") % {"count": count})


@click.command(help=_("Print what was derived for an object, such as sales.opportunity."))
@click.argument("label", metavar="OBJECT")
def explain(label: str) -> None:
    from xianji.kit import explain as kit

    click.echo(kit.explain(label))
