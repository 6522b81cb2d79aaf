"""People as vCards (version 3.0, which every address book reads): escaped, folded, Chinese names with their parts and sounds."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

from xianji.lib.text import names

WIDTH = 75
"""Bytes in one line of the file."""
PLAIN = ("TITLE", "ORG", "TEL", "EMAIL", "ADR")


def card_file(out: IO[bytes], people: Iterable[dict[str, Any]]) -> int:
    """Write {property: text} of each person; returns how many."""
    count = 0
    for count, person in enumerate(people, 1):
        for line in card(person):
            out.write(folded(line))
    return count


def card(person: dict[str, Any]) -> Iterator[str]:
    """The lines of one person; UID stays the same, so that a card read again replaces the one before."""
    name = str(person["FN"])
    family, given = names.parts(name)
    heard = names.sounds(name)
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{escaped(person['UID'])}", f"FN:{escaped(name)}")
    yield f"N:{escaped(family)};{escaped(given)};;;"
    if any(heard):
        yield f"SORT-STRING:{escaped(' '.join(filter(None, heard)))}"
        yield from (f"X-PHONETIC-LAST-NAME:{escaped(heard[0])}", f"X-PHONETIC-FIRST-NAME:{escaped(heard[1])}")
    for property in PLAIN:
        if (text := str(person.get(property) or "").strip()) != "":
            yield f"{property}{TYPES.get(property, '')}:{escaped(text)}"
    yield "END:VCARD"


TYPES = {"TEL": ";TYPE=WORK,VOICE", "EMAIL": ";TYPE=WORK,INTERNET"}


def escaped(text: Any) -> str:
    """A value as vCard wants it: nothing in it can begin a line or a part of its own."""
    told = str(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = "\n".join(told.splitlines())
    return "".join(letter for letter in lines.replace("\n", "\\n") if letter.isprintable())


def folded(line: str) -> bytes:
    """At most 75 bytes a line, further ones begin with a space; no character is cut in two."""
    lines, now, room = [], b"", WIDTH
    for letter in line:
        coded = letter.encode()
        if len(now) + len(coded) > room:
            lines.append(now)
            now, room = b"", WIDTH - 1
        now += coded
    return b"\r\n ".join([*lines, now]) + b"\r\n"
