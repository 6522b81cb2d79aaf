"""Static files under names that change with their content, compressed once, so that browsers keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

UNUSED = ["*.map", "hx-*", "htmx-4*"]
"""Files of packages that no page asks for; some name others that do not exist."""


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Collected by `xianji serve`; before that, and for files added later, plain names are given."""

    manifest_strict = False
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            return name


def collect() -> None:
    """Copy what changed into XIANJI_HOME/static."""
    from django.core.management import call_command

    options: dict[str, Any] = {"interactive": False, "verbosity": 0, "ignore_patterns": UNUSED}
    call_command("collectstatic", **options)
