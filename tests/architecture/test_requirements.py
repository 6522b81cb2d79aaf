"""What is imported is declared, what is declared is locked, and no lock says where from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(ROOT.glob("requirements*.lock"))
BUILD_ONLY = {"opencc", "pypinyin"}
"""Imported by xianji.lib.text_tables alone, which runs when the wheel is built."""


def plain(name: str) -> str:
    return re.split(r"[\[<>=~!; ]", name)[0].lower().replace("_", "-")


def imported() -> set[str]:
    """Top-level names of everything the source imports."""
    nodes = (node for file in (ROOT / "xianji").rglob("*.py") for node in ast.walk(ast.parse(file.read_text())))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"xianji"}


def test_every_import_is_declared() -> None:
    declared = {plain(name) for name in PROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    missing = {name for name in imported() - BUILD_ONLY if not declared & {plain(owner) for owner in owners.get(name, [])}}
    assert not missing


def test_every_requirement_is_locked_with_hashes() -> None:
    locked = (ROOT / "requirements.lock").read_text()
    names = {plain(line) for line in locked.splitlines() if re.match(r"[a-z]", line)}
    assert {plain(name) for name in PROJECT["project"]["dependencies"]} <= names
    assert locked.count("==") <= locked.count("--hash=sha256:")


def test_no_lock_names_a_host() -> None:
    assert len(LOCKS) == 3
    for lock in [*LOCKS, ROOT / "frontend" / "package-lock.json"]:
        assert not re.search(r"--(extra-)?index-url|--find-links|\"resolved\"", lock.read_text()), lock.name
