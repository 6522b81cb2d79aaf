"""The command line: `xianji COMMAND`. The module of a command is imported only when it is called."""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from xianji.lib import shell
from xianji.lib.mistakes import Mistake
from xianji.lib.shell import _

COMMANDS = {
    "setup": "xianji.config.setup:setup",
    "serve": "xianji.config.serve:serve",
    "worker": "xianji.config.worker:worker",
    "user": "xianji.config.users:user",
    "token": "xianji.config.users:token",
    "backup": "xianji.config.backup.commands:backup",
    "restore": "xianji.config.backup.commands:restore",
    "audit": "xianji.config.upkeep:audit",
    "keys": "xianji.config.upkeep:keys",
    "search": "xianji.config.upkeep:search",
    "explain": "xianji.config.upkeep:explain",
    "regulation": "xianji.policy.commands:regulation",
    "export": "xianji.approval.exports.commands:export",
    "import": "xianji.kit.imports.commands:import_file",
    "import-set": "xianji.kit.imports.commands:import_set",
    "metrics": "xianji.insight.commands:metrics",
    "generate": "xianji.config.generate:generate",
}
"""Name → `module:attribute`. Such a module imports models inside its functions only."""


class Commands(click.Group):
    """A group that finds its commands in COMMANDS; those whose module is not there do not exist."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name, place in COMMANDS.items() if _there(place.partition(":")[0])]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        module, _colon, attribute = COMMANDS[name].partition(":")
        return getattr(import_module(module), attribute)

    def invoke(self, context: click.Context) -> Any:
        """Mistakes and a missing set-up become one plain sentence."""
        try:
            return super().invoke(context)
        except Exception as problem:
            if sentence := _plain(problem):
                raise click.ClickException(sentence) from problem
            raise


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _plain(problem: Exception) -> str:
    """One sentence for what people can put right; empty for a fault of ours."""
    from django.db.utils import OperationalError, ProgrammingError

    missing = ("no such table", "does not exist")
    if isinstance(problem, OperationalError | ProgrammingError) and any(words in str(problem) for words in missing):
        return _("This installation is not set up yet: run `xianji setup` first.")
    return str(problem) if isinstance(problem, Mistake) else ""


@click.group(cls=Commands, help=_("Xianji: sales management that runs on the company's own regulation."))
@click.version_option(package_name="xianji")
def xianji() -> None:
    import gc

    import django
    from django.utils import translation

    gc.disable()  # all that is loaded stays: looking through it for garbage was a seventh of the start
    django.setup()
    gc.freeze()
    gc.enable()
    translation.activate(shell.language())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianji.config.settings")
    xianji(prog_name="xianji")


if __name__ == "__main__":
    main()
