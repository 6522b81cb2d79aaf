"""Finding things of the product by what they are called: in any of its languages, and by how the Chinese words sound."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from xianji.lib.text import Term, query_tokens, tokens

Words = frozenset[str]


def words_of(texts: Iterable[Any]) -> Words:
    """Every token of these lazy texts, in each language."""
    found: set[str] = set()
    texts = list(texts)
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.update(tokens(" ".join(str(text) for text in texts)))
    return frozenset(found)


def terms_of(typed: str) -> list[Term] | None:
    """What must be told; None where nothing was typed. What holds no letter at all is told by nothing."""
    return query_tokens(typed) or [Term("", False)] if typed.strip() else None


def tells(words: Words, terms: list[Term] | None) -> bool:
    """Whether every typed word is among these."""
    if terms is None:
        return True
    return all(
        any(word.startswith(term.token) for word in words) if term.prefix else term.token in words for term in terms
    )
