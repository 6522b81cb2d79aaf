"""Texts as people write, type and say them: folding, search tokens, pinyin, masks, telephone numbers."""

from xianji.lib.text.folding import bare, fold, strip_marks
from xianji.lib.text.readings import initials, pinyin
from xianji.lib.text.search import Term, bigrams, query_tokens, tokens

__all__ = [
    "Term",
    "bare",
    "bigrams",
    "fold",
    "initials",
    "pinyin",
    "query_tokens",
    "strip_marks",
    "tokens",
]
