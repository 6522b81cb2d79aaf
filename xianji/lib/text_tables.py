"""Build the character tables from OpenCC and pypinyin, which are too slow and too large to load at run time."""

import sys
from collections import defaultdict
from pathlib import Path

from xianji.lib.text.readings import READ_UNFOLDED
from xianji.lib.text.tables import FOLDER

_BLOCKS = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))

# Readings usual in names of firms, places and people where pypinyin's first one is another.
_USUAL = {
    "佛": "fo", "长": "chang", "都": "du", "翟": "zhai", "曾": "zeng", "乾": "qian", "似": "si", "卜": "bu", "厦": "xia",
    "薄": "bo", "嗯": "en", "么": "me", "繁": "fan", "逄": "pang", "阚": "kan", "佴": "nai",
}  # fmt: skip


def variants() -> dict[str, str]:
    """Every character that folds to another: traditional, Hong Kong and Taiwan forms to the simplified one."""
    import opencc

    to_simplified, from_hong_kong = opencc.OpenCC("t2s"), opencc.OpenCC("hk2s")
    found = {}
    for start, end in _BLOCKS:
        for character in map(chr, range(start, end + 1)):
            plain = to_simplified.convert(character)
            plain = from_hong_kong.convert(character) if plain == character else plain
            if plain != character and len(plain) == 1:
                found[character] = plain
    return {character: found.get(plain, plain) for character, plain in found.items()}


def _spelling(syllable: str) -> str:
    """As people type it: lüe and nüe are lue and nue, other ü are v."""
    return {"lve": "lue", "nve": "nue"}.get(syllable, syllable)


def readings(folded: dict[str, str]) -> dict[str, str]:
    """The usual reading of every folded character; rare simplified ones take that of their traditional form."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PINYIN_DICT

    sounds = {character: _spelling(lazy_pinyin(character)[0]) for character in map(chr, PINYIN_DICT)}
    sounds |= _USUAL
    found = {folded[character]: syllable for character, syllable in sounds.items() if character in folded}
    found |= {character: syllable for character, syllable in sounds.items() if character not in folded}
    found |= {character: sounds[character] for character in READ_UNFOLDED}
    return {character: syllable for character, syllable in found.items() if syllable.isascii() and syllable.isalpha()}


def phrases(folded: dict[str, str], single: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Two-character words whose reading differs from that of their characters alone."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    table = str.maketrans(folded)
    found = {}
    for word in sorted(PHRASES_DICT):
        pair = word.translate(table)
        if len(pair) == 2 and pair[0] in single and pair[1] in single:
            first, second = map(_spelling, lazy_pinyin(word))
            if (first, second) != (single[pair[0]], single[pair[1]]):
                found[pair] = (first, second)
    return found


def build(folder: Path = FOLDER) -> dict[str, int]:
    """Write the three tables; returns how many entries each has."""
    folded = variants()
    single = readings(folded)
    paired = phrases(folded, single)
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in sorted(single.items()):
        by_syllable[syllable].append(character)
    contents = {
        "simplified.txt": "".join(folded) + "\n" + "".join(folded.values()) + "\n",
        "readings.txt": "".join(f"{syllable}\t{''.join(found)}\n" for syllable, found in sorted(by_syllable.items())),
        "phrases.txt": "".join(f"{pair} {first} {second}\n" for pair, (first, second) in sorted(paired.items())),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {"simplified": len(folded), "readings": len(single), "phrases": len(paired)}


if __name__ == "__main__":
    sys.stdout.write(", ".join(f"{name}: {count}" for name, count in build().items()) + "\n")
