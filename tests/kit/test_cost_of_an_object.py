"""What an object costs: a look-up two statements, a plain object some sixty lines in five files, and no test line."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guides/add-an-object.md"
BLOCK = re.compile(r"^```python (\S+)\n(.*?)^```$", re.M | re.S)
LOOK_UP, PLAIN = ROOT / "xianji/catalog/uoms", ROOT / "xianji/sales/materials"
VERBS = ROOT / "xianji/catalog/products/actions.py"


def blocks() -> dict[str, str]:
    return dict(BLOCK.findall(GUIDE.read_text()))


@pytest.mark.parametrize("path", blocks())
def test_the_guide_shows_the_files_as_they_are(path: str) -> None:
    assert blocks()[path] == (ROOT / path).read_text()


def test_the_guide_shows_every_file_of_both_objects_and_what_verbs_are() -> None:
    files = [file for folder in (LOOK_UP, PLAIN) for file in folder.glob("*.py") if file.read_text()]
    assert blocks().keys() == {str(file.relative_to(ROOT)) for file in [*files, VERBS]}


def test_a_look_up_is_two_statements() -> None:
    assert sum(len(statements(file)) for file in LOOK_UP.glob("*.py")) == 2


def test_a_plain_object_is_some_sixty_lines_in_five_files() -> None:
    own = [file for file in PLAIN.glob("*.py") if file.read_text()]
    lines = sum(1 for file in own for line in file.read_text().splitlines() if line.strip())
    users = mentions(PLAIN.parent, "sales.materials")
    indexes = {file: lines for file, lines in users.items() if Path(file).parent == PLAIN.parent}
    assert len(own) + len(indexes) == 5
    assert lines + sum(indexes.values()) <= 66


def test_no_generic_test_names_it() -> None:
    assert not mentions(ROOT / "tests/kit/every_resource", "sales.materials", "SalesMaterial", "Uom")


def statements(file: Path) -> list[ast.stmt]:
    """What a file does beside importing and saying what it is for."""
    found = ast.parse(file.read_text()).body
    return [one for one in found if not isinstance(one, ast.Import | ast.ImportFrom | ast.Expr)]


def mentions(folder: Path, *words: str) -> dict[str, int]:
    """{file: lines that name one of the words}, outside the object's own folder."""
    files = [
        file
        for file in folder.rglob("*.py")
        if not {PLAIN, LOOK_UP} & {*file.parents} and "migrations" not in file.parts
    ]
    counted = {
        str(file): sum(any(word in line for word in words) for line in file.read_text().splitlines()) for file in files
    }
    return {file: count for file, count in counted.items() if count}
