"""The pages about the business say what the product does: each chapter has one, and its diagrams are its verbs."""

import re
from pathlib import Path
from typing import Any

import pytest

from tools.reference.states import moves
from xianji.kit import registry

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"policy": "regulation"}
"""Chapters whose page is called otherwise."""
BLOCK = re.compile(r"```mermaid\nstateDiagram-v2\n    %% (\S+)\n(.*?)```", re.S)
MOVE = re.compile(r"^ +(\S+) --> (\S+?)(?:: (.+))?$", re.M)


def pages() -> str:
    return "\n".join(file.read_text() for file in sorted((ROOT / "docs/business").glob("*.md")))


def drawn() -> dict[str, set[tuple[str, ...]]]:
    return {label: set(MOVE.findall(text)) for label, text in BLOCK.findall(pages())}


@pytest.mark.parametrize("chapter", registry.chapters, ids=lambda chapter: chapter.name)
def test_each_chapter_has_a_page(chapter: Any) -> None:
    assert (ROOT / "docs/business" / f"{PAGES.get(chapter.name, chapter.name)}.md").exists()


def test_each_life_is_drawn() -> None:
    living = {label for label, resource in registry.resources.items() if moves(resource)}
    assert drawn().keys() == living


@pytest.mark.parametrize("label", sorted(drawn()))
def test_a_diagram_shows_the_moves_of_the_verbs(label: str) -> None:
    resource = registry.resource_of(label)
    ours, verbs = drawn()[label], {action.name for action in resource.verbs()}
    by_itself = {move for move in ours if move[2] and move[2] not in verbs}
    assert ours - by_itself == moves(resource)
    assert {move[1] for move in by_itself} == {str(state) for state in resource.model.by_itself}
