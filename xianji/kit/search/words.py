"""From what is stored or typed to tokens: the library's, the beginnings of a title, and fingerprints of secret numbers."""

import re
import unicodedata
from functools import lru_cache

from xianji.kit.search.terms import Demand, Either, Word, either, every
from xianji.lib import text
from xianji.lib.text.readings import spoken_units
from xianji.org import keys
from xianji.org.company.settled import country

MOST_TERMS = 24
LONGEST_TEXT = 400
HEADS = (1, 2, 4)
LONGEST_HEAD = HEADS[-1]
TAIL = 4
NAME = 4
"""Titles up to this long are also read as people's names are."""
REMEMBERED = 8192
"""Texts whose tokens are kept at hand: a customer's name stands beside all that belongs to it."""

_NOT_DIGIT = re.compile(r"\D+")
_COUNTRY = re.compile(r"^(?:\+|00)(?:86|886|852|853)")
_LETTERS = re.compile(r"^[a-z0-9]+$")


@lru_cache(maxsize=REMEMBERED)
def title_tokens(title: str) -> str:
    """Tokens of the title; what it begins with, written and spoken; and the whole of it."""
    title = title[:LONGEST_TEXT]
    return " ".join(text.tokens(title, person=len(title) <= NAME) + heads(title))


@lru_cache(maxsize=REMEMBERED)
def name_tokens(name: str) -> str:
    """Tokens of another name of the record."""
    return " ".join(text.tokens(name[:LONGEST_TEXT]))


@lru_cache(maxsize=REMEMBERED)
def plain_tokens(value: str) -> str:
    """Tokens of any other text: its letters, not how it sounds."""
    return " ".join(text.tokens(value[:LONGEST_TEXT], sounds=False))


def heads(title: str) -> list[str]:
    """`=^深 =^深圳 =^s =^sz …` up to four characters, and `==…` for the whole title."""
    whole = text.bare(title)
    if not whole:
        return []
    forms = [whole[:LONGEST_HEAD]]
    if not forms[0].isascii():
        spoken = spoken_units(whole[: 2 * LONGEST_HEAD])
        forms += ["".join([start for _, start in spoken]), "".join([sound for sound, _ in spoken])]
    return [f"=={whole[:60]}", *(f"=^{form[:length]}" for form in forms for length in HEADS)]


def secret_tokens(value: str, key: bytes) -> str:
    """Fingerprints of a secret number or address: of all of it, and of its last four characters where they tell it apart."""
    whole = secret_core(value)
    if len(whole) < TAIL:
        return ""
    mark = _mark("whole", whole, key)
    return f"{mark} {_mark('tail', whole[-TAIL:], key)}" if any(map(str.isdigit, whole[-TAIL:])) else mark


def secret_core(value: str) -> str:
    """The digits that identify a telephone number however it is written; other numbers without their punctuation."""
    typed = unicodedata.normalize("NFKC", value).strip()
    if re.search(r"[^\W\d_]", typed):
        return text.bare(typed)
    normal = text.normal_phone(typed, country()) or _NOT_DIGIT.sub("", typed)
    if typed.startswith(("+", "00")) and not normal.startswith("+"):
        normal = "+" + normal.lstrip("0")
    return _COUNTRY.sub("", normal).lstrip("+0")


def _mark(part: str, value: str, key: bytes | None = None) -> str:
    return f"=h{keys.blind(value, f'search.{part}', key)}"


def demand(words: str) -> Demand | None:
    """What a row must have to be found by what was typed; None when nothing that can be searched was typed."""
    words = words[:LONGEST_TEXT]
    terms = [_term(*term) for term in text.query_tokens(words)[:MOST_TERMS]]
    if not terms:
        return None
    found = every(*terms)
    whole = secret_core(words)
    if len(whole) > TAIL and ("@" in words or any(map(str.isdigit, whole))) and whole.isalnum():
        return either(found, Word(_mark("whole", whole)))
    return found


def _term(token: str, prefix: bool) -> Word | Either:
    """One letter or digit means how the title begins; four may be the tail of a secret number."""
    if len(token) == 1 and _LETTERS.match(token):
        return Word(f"=^{token}")
    if len(token) == TAIL and prefix and any(map(str.isdigit, token)):
        return Either((Word(token, prefix), Word(_mark("tail", token))))
    return Word(token, prefix)


def beginning(words: str) -> tuple[Word, ...]:
    """Tokens of titles that are what was typed, or begin with its first four characters."""
    typed = text.bare(words[:LONGEST_TEXT])
    if not typed:
        return ()
    length = max(length for length in HEADS if length <= len(typed))
    return Word(f"=={typed[:60]}"), Word(f"=^{typed[:length]}")
