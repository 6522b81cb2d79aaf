"""The character tables made by `python -m xianji.lib.text_tables`, read once per process when first needed."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tables"


class TablesMissing(RuntimeError):
    """The character tables have not been built yet."""


class Readings(dict[str, str]):
    """Character to pinyin; a character without a reading sounds like nothing."""

    def __missing__(self, character: str) -> str:
        return ""


def _read(name: str) -> str:
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TablesMissing(f"{FOLDER / name} is missing; build it with: python -m xianji.lib.text_tables") from None


@cache
def simplified() -> dict[int, int]:
    """Code point of a traditional or variant character to that of its simplified form."""
    variants, plain_forms = _read("simplified.txt").splitlines()
    return dict(zip(map(ord, variants), map(ord, plain_forms), strict=True))


@cache
def readings() -> Readings:
    """Every folded Hanzi with its most usual reading, ü written v."""
    found = Readings()
    for line in _read("readings.txt").splitlines():
        syllable, characters = line.split("\t")
        found.update(dict.fromkeys(characters, syllable))
    return found


@cache
def phrases() -> dict[str, tuple[str, str]]:
    """Pairs read otherwise than their characters alone, such as 重庆 and 银行."""
    found = {}
    for line in _read("phrases.txt").splitlines():
        pair, first, second = line.split(" ")
        found[pair] = (first, second)
    return found
