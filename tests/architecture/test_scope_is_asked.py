"""`Model.unscoped` shows everything to everybody; only these places may use it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "xianji"
WHOLE_PACKAGES = {"kit", "org", "audit", "config", "rulebook"}
FILES = {"jobs.py", "controls.py"}
POSTED_DOWN = {"sales/opportunities/won.py": "a customer's won amount is true whoever closed the deal"}


def allowed(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] in WHOLE_PACKAGES or "migrations" in parts or path.name in FILES or "/".join(parts) in POSTED_DOWN


def uses(source: str) -> list[int]:
    """The lines on which something is read unscoped."""
    nodes = ast.walk(ast.parse(source))
    return [
        node.lineno for node in nodes if isinstance(node, ast.Attribute) and node.attr in {"unscoped", "_base_manager"}
    ]


def test_unscoped_is_used_only_where_it_may_be() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        if not allowed(file)
        for line in uses(file.read_text())
    }
    assert not found


@pytest.mark.parametrize("source", ["Quote.unscoped.all()", "rows = type(quote)\nrows.unscoped.get(pk=1)"])
def test_a_use_is_seen(source: str) -> None:
    assert uses(source)
