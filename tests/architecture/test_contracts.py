"""The import contracts hold, and each of these deliberate violations on a copy is caught by the contract that forbids it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from xianji.config.chapters import NAMES

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
VIOLATIONS = {
    "a lower package imports an upper one": (
        "layers", "xianji/customers/customers/actions.py", "from xianji.sales.opportunities import models as upper",
    ),
    "a package that no layer names": ("layers", "xianji/extras/__init__.py", "WORDS = ()"),
    "a model imports its resource": (
        "objects", "xianji/sales/opportunities/models.py", "from xianji.sales.opportunities import resource",
    ),
    "a rule asks the database": ("rules", "xianji/sales/opportunities/rules.py", "from django.db import connection"),
    "the library uses Django": ("lib", "xianji/lib/money.py", "from django.conf import settings"),
    "two objects of a chapter form a ring": (
        "rings", "xianji/customers/customers/rules.py", "from xianji.customers.contacts import models as contacts",
    ),
    "a chapter builds its own API": ("api", "xianji/sales/opportunities/actions.py", "from ninja import Router"),
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source, to do harm to."""
    shutil.copytree(ROOT / "xianji", tmp_path / "xianji", ignore=lambda folder, names: [
        name for name in names if name == "__pycache__" or Path(folder, name).is_file() and not name.endswith(".py")
    ])  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run([BIN / "lint-imports", "--no-cache", *options], cwd=folder, capture_output=True, text=True)


def test_the_house_keeps_its_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_violation_is_caught(house: Path, violation: str) -> None:
    contract, place, line = VIOLATIONS[violation]
    file = house / place
    file.parent.mkdir(exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + f"\n{line}\n")
    done = lint(house, "--contract", contract)
    assert "0 kept, 1 broken" in done.stdout


@pytest.mark.parametrize("banned", ["from django.http import HttpResponse", "from django import forms"])
def test_web_and_forms_stay_in_the_kit(house: Path, banned: str) -> None:
    file = house / "xianji/sales/opportunities/actions.py"
    file.write_text(f"{banned}\n")
    done = subprocess.run([BIN / "ruff", "check", "--no-cache", file], cwd=house, capture_output=True, text=True)
    assert "TID251" in done.stdout


def test_every_chapter_is_under_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = {contract["id"]: contract for contract in contracts}
    chapters = {f"xianji.{name}" for name in NAMES}
    assert chapters <= set(kept["api"]["source_modules"])
    assert chapters <= set(kept["rings"]["ancestors"])
    assert {f"{chapter}.*" for chapter in chapters} <= set(kept["objects"]["containers"])
