"""`Model.unscoped` shows everything to everybody; only these places may use it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "xianji"
WHOLE_PACKAGES = {"kit", "org", "audit", "config", "rulebook"}
FILES = {"jobs.py", "controls.py"}
EXCEPTIONS = {
    "administration/units/resource.py": "imported units are filed under the company's root, whoever imports",
    "customers/contacts/contacted.py": "when a customer was last spoken with is true whoever spoke",
    "policy/versions/loading.py": "a regulation is loaded once, also by somebody who may not see its other versions",
    "policy/versions/models.py": "which version is in force is a fact for everybody",
    "sales/opportunities/won.py": "a customer's won amount is true whoever closed the deal",
    "workspace/activities/timeline.py": "a record's timeline belongs to the record: who sees one sees the other",
}


def allowed(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] in WHOLE_PACKAGES or "migrations" in parts or path.name in FILES or "/".join(parts) in EXCEPTIONS


def uses(source: str) -> list[int]:
    """The lines on which something is read unscoped."""
    nodes = ast.walk(ast.parse(source))
    return [
        node.lineno for node in nodes if isinstance(node, ast.Attribute) and node.attr in {"unscoped", "_base_manager"}
    ]


def test_no_exception_is_stale() -> None:
    assert not [place for place in EXCEPTIONS if not uses((PACKAGE / place).read_text())]


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
