"""Write docs/reference from what the code declares; `--check` only tells what is stale."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT))
os.environ |= {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}


def pages() -> dict[str, str]:
    """{file name: text} of the whole reference, in English."""
    from django.utils import translation

    from tools.reference import commands, controls, metrics, permissions, resources, settings, states

    makers = {
        "resources.md": resources.page, "permissions.md": permissions.page, "states.md": states.page,
        "controls.md": controls.page, "metrics.md": metrics.page, "settings.md": settings.page,
        "commands.md": commands.page,
    }  # fmt: skip
    with translation.override("en"):
        made = {name: "\n".join(make()).rstrip() + "\n" for name, make in makers.items()}
    return {"README.md": contents(made), **made}


def contents(made: dict[str, str]) -> str:
    """The list of pages, each with its own first sentence."""
    lines = ["# Reference", "", "Written by `make docs` from the source; do not edit.", ""]
    for name, text in made.items():
        title, _blank, told = text.splitlines()[:3]
        lines.append(f"- [{title.removeprefix('# ')}]({name}): {told}")
    return "\n".join(lines) + "\n"


def stale(made: dict[str, str]) -> list[str]:
    """Pages that differ from the source, and files that nothing writes."""
    kept = {file.name: file.read_text(encoding="utf-8") for file in PLACE.glob("*.md")}
    return sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))


def main(options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XIANJI_HOME": home, "DJANGO_SETTINGS_MODULE": "xianji.config.settings"}
        import django

        django.setup()
        made = pages()
    old = stale(made)
    if "--check" in options:
        print(f"docs/reference is stale, run `make docs`: {', '.join(old)}" if old else "docs/reference is up to date")
        return 1 if old else 0
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in old:
        (PLACE / name).write_text(made[name], encoding="utf-8") if name in made else (PLACE / name).unlink()
    print(f"docs/reference: {len(old)} of {len(made)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
