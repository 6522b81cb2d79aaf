"""Links lead somewhere, and what a guide shows of a file is the file."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md"), *ROOT.glob("xianji/*/README.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
BLOCK = re.compile(r"^```python (\S+)\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert not [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_is_shown_of_a_file_is_the_file(page: Path) -> None:
    shown = BLOCK.findall(page.read_text())
    assert not [path for path, text in shown if (ROOT / path).read_text() != text]


def test_every_guide_and_decision_is_listed() -> None:
    for folder in ("guides", "decisions"):
        listed = set(LINK.findall((ROOT / "docs" / folder / "README.md").read_text()))
        assert listed >= {file.name for file in (ROOT / "docs" / folder).glob("*.md")} - {"README.md"}


def test_every_test_that_a_guide_names_is_there() -> None:
    there = set(re.findall(r"^def (test_\w+)", "\n".join(file.read_text() for file in ROOT.glob("tests/**/*.py")), re.M))
    named = re.findall(r"`(test_\w+)`", "".join(file.read_text() for file in ROOT.glob("docs/guides/*.md")))
    assert sorted(set(named) - there) == []


def test_no_page_names_a_machine() -> None:
    assert not [page for page in PAGES if re.search(r"/work/|/home/\w|/tmp/|/root/", page.read_text())]
