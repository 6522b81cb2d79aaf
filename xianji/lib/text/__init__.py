"""Texts as people write, type and say them: folding, search tokens, pinyin, masks, telephone numbers."""

from xianji.lib.text.folding import bare, bare_all, fold, strip_marks
from xianji.lib.text.masks import mask_email, mask_head, mask_phone, mask_tail
from xianji.lib.text.phones import normal_phone
from xianji.lib.text.readings import initials, pinyin
from xianji.lib.text.search import Term, bigrams, query_tokens, tokens
from xianji.lib.text.tables import TablesMissing

__all__ = [
    "TablesMissing",
    "Term",
    "bare",
    "bare_all",
    "bigrams",
    "fold",
    "initials",
    "mask_email",
    "mask_head",
    "mask_phone",
    "mask_tail",
    "normal_phone",
    "pinyin",
    "query_tokens",
    "strip_marks",
    "tokens",
]
