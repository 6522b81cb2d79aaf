"""Reading back what the browser printed: the text of each page, and how large the pages are."""

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n(.*)", re.DOTALL)
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\[(.*?)\] ?TJ|<([0-9A-Fa-f]+)> ?Tj", re.DOTALL)
LETTERS = re.compile(rb"<([0-9A-Fa-f]+)>")
ONE = re.compile(rb"<(\w+)> <(\w+)>\n")
MANY = re.compile(rb"<(\w+)> <(\w+)> <(\w+)>\n")


@dataclass(frozen=True)
class Sheet:
    """One printed page: its text, and its size in points."""

    text: str
    width: float
    height: float


def sheets(pdf: bytes) -> list[Sheet]:
    """In the order in which they were written."""
    objects = dict(OBJECT.findall(pdf))
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [sheet(body, objects) for body in pages]


def sheet(page: bytes, objects: dict[bytes, bytes]) -> Sheet:
    left, bottom, right, top = map(float, re.search(rb"/MediaBox \[([\d. ]+)\]", page)[1].split())
    fonts = {name: letters(objects[number], objects) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    content = stream(objects[re.search(rb"/Contents (\d+)", page)[1]])
    return Sheet("".join(written(content, fonts)), right - left, top - bottom)


def written(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    """Each run of letters, in the font that was chosen before it."""
    made, font = [], {}
    for name, several, one in SHOWN.findall(content):
        if name:
            font = fonts.get(name, {})
            continue
        for run in LETTERS.findall(several) if several else [one]:
            made += [font.get(int(run[at : at + 4], 16), "") for at in range(0, len(run), 4)]
    return made


def letters(font: bytes, objects: dict[bytes, bytes]) -> dict[int, str]:
    """{glyph: its letter}, from the table that the font brings for whoever copies text."""
    known = re.search(rb"/ToUnicode (\d+)", font)
    if known is None:
        return {}
    table, found = stream(objects[known[1]]), {}
    for block in re.findall(rb"beginbfchar\n(.*?)endbfchar", table, re.DOTALL):
        found |= {int(glyph, 16): text(letter) for glyph, letter in ONE.findall(block)}
    for block in re.findall(rb"beginbfrange\n(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in MANY.findall(block):
            found |= {int(first, 16) + n: chr(int(letter, 16) + n) for n in range(int(last, 16) - int(first, 16) + 1)}
    return found


def text(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")


def stream(body: bytes) -> bytes:
    length, raw = STREAM.search(body).groups()
    raw = raw[: int(length)]  # its last byte may be a line's end as well
    return zlib.decompress(raw) if b"/FlateDecode" in body else raw
