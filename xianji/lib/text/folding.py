"""One form for texts that people take to be the same: width, case, script, punctuation, spaces."""

import re
import unicodedata
from functools import cache

from xianji.lib.text import tables

HANZI = "\u3005\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U000323af"

_PUNCTUATION = {
    **dict.fromkeys("“”„‟「」『』〝〞〟«»", '"'),
    **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
    **dict.fromkeys("‐‑‒–—―−─━", "-"),
    **dict.fromkeys("·•‧∙⋅・・", "·"),
    **dict.fromkeys("【〔〖", "["),
    **dict.fromkeys("】〕〗", "]"),
    **dict.fromkeys("《〈", "<"),
    **dict.fromkeys("》〉", ">"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
    "。": ".",
    "、": ",",
}
_SPACE_BESIDE_HANZI = re.compile(f"(?<=[{HANZI}]) (?=[{HANZI}])")
_NOT_BARE = re.compile(r"[\W_]+")
_NOT_BARE_NOR_END = re.compile(r"[^\w\n]+|_+")
_MARKS = re.compile("[\u0300-\u036f]+")


@cache
def _table() -> dict[int, int | str | None]:
    return {**tables.simplified(), **{ord(sign): plain for sign, plain in _PUNCTUATION.items()}}


def fold(text: str) -> str:
    """Compatibility forms resolved (NFKC), lower case, simplified characters, ASCII punctuation, single spaces.

    Spaces between two Hanzi go (王　伟 is 王伟); accents stay (see `strip_marks`), and so does punctuation (see `bare`).
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text).lower().translate(_table())
    if " " in text or not text.isprintable():
        text = _SPACE_BESIDE_HANZI.sub("", " ".join(text.split()))
    return text


def bare(text: str) -> str:
    """Only the folded letters and digits: for comparing texts that differ in punctuation and spaces."""
    return _NOT_BARE.sub("", fold(text))


def bare_all(texts: list[str]) -> list[str]:
    """The same for many texts at once, several times faster."""
    joined = "\n".join(text if "\n" not in text else text.replace("\n", " ") for text in texts)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined).translate(_table())
    return _NOT_BARE_NOR_END.sub("", joined.lower()).split("\n") if texts else []


def strip_marks(text: str) -> str:
    """Latin, Greek and Cyrillic letters without accents (Müller is Muller); kana keep theirs."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
