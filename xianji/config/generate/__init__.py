"""`xianji generate`: an invented company of any size, the same for one seed, by the way in which imports are stored."""

import json
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from xianji.lib import shell
from xianji.lib.shell import _

if TYPE_CHECKING:
    from xianji.config.generate.house import House
    from xianji.config.generate.storing import Work

EVERY = 10.0
"""Seconds between two lines where progress is written to a file."""


@click.command(
    help=_(
        "Make an invented company with so many customers and all that belongs to them; run again, it goes on where it"
        " was stopped."
    )
)
@click.option("--customers", type=click.IntRange(1, 10_000_000), required=True, help=_("How many customers."))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help=_("The same number makes the same."))
@click.option("--language", type=click.Choice(list(shell.LOCALES)), help=_("Language of the company."))
@click.option("--password", envvar="XIANJI_ADMIN_PASSWORD", help=_("Of all accounts; made up if absent."))
@click.option("--add", is_flag=True, help=_("Also where a real company works."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def generate(customers: int, seed: int, language: str | None, password: str | None, add: bool, as_json: bool) -> None:
    from xianji.config.generate import founded, settling, storing
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        wish = founded.Wish(seed, language or shell.language(), password or "", add)
        house, made_up = founded.ready(wish)
        done = storing.already(house)
        if done:
            click.echo(_("%(count)s customers of this seed are there already.") % {"count": f"{done:,}"}, err=True)
        try:
            work = storing.store_all(house, done, customers, _Progress(), alone=not add)
        except KeyboardInterrupt:
            raise click.ClickException(_("Stopped. The same command goes on from here.")) from None
        started = monotonic()
        settling.settle()
        report = _report(house, work, monotonic() - started, made_up)
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else _table(report))


class _Progress:
    """How far, how fast and how long still: one line that is overwritten, or a line now and then."""

    def __init__(self) -> None:
        self.last = monotonic()

    def __call__(self, work: "Work") -> None:
        on_screen = sys.stderr.isatty()
        if not on_screen and monotonic() - self.last < EVERY:
            return
        self.last = monotonic()
        told = _("%(done)s of %(all)s customers, %(speed)s rows/s, %(minutes)s min still") % {
            "done": f"{work.done:,}", "all": f"{work.end:,}", "speed": f"{work.total / work.elapsed:,.0f}",
            "minutes": f"{work.remaining / 60:.1f}",
        }  # fmt: skip
        click.echo(f"\r{told}   " if on_screen else told, nl=not on_screen, err=True)


def _report(house: "House", work: "Work", settled: float, made_up: str) -> dict[str, Any]:
    from xianji.config.generate.accounts import shown
    from xianji.config.generate.storing import MAKING

    return {
        "rows": {kind: count for kind, count in work.rows.items() if count},
        "seconds": {kind: round(seconds, 2) for kind, seconds in work.seconds.items()} | {"settling": round(settled, 2)},
        "rows_per_second": round(work.total / work.elapsed) if work.total else 0, "making": MAKING,
        "logins": [{"login": login, "roles": roles, "name": name} for login, roles, name in shown(house)],
        "password": made_up,
    }  # fmt: skip


def _table(report: dict[str, Any]) -> str:
    lines = []
    for kind, count in report["rows"].items():
        told = {"count": f"{count:>12,}", "speed": f"{count / max(report['seconds'][kind], 0.01):>10,.0f}"}
        lines.append(f"  {kind:<20}" + _("%(count)s rows %(speed)s rows/s") % told)
    lines.append(_("%(speed)s rows/s in all; making %(making)s s, settling %(settling)s s.") % {
        "speed": f"{report['rows_per_second']:,}", "making": report["seconds"].get(report["making"], 0),
        "settling": report["seconds"]["settling"],
    })  # fmt: skip
    lines += [f"  {one['login']:<12} {one['roles']:<4} {one['name']}" for one in report["logins"]]
    if report["password"]:
        lines.append(_("Password, shown only now: %(password)s") % {"password": report["password"]})
    return "\n".join(lines)
