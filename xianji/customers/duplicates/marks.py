"""The marks of a file, kept with every write of it: whoever looks for its like reads a few short rows of an index."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from zlib import crc32

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.models import DuplicateMark
from xianji.customers.duplicates.rules import HANZI_FROM, PLACED, WEIGHTY, File, compact, domain_of, phone_of, weight
from xianji.lib.text.companies import Firm, firm
from xianji.lib.text.readings import syllables
from xianji.org import loading
from xianji.org.among import Among

COLUMNS = ("name", "registration_no", "phone", "website", "address", "country")
MARKED = {*COLUMNS, "id", "deleted_at"} - {"address"}
LONGEST = 32
"""Signs of a name's core of which slips are looked for."""
LESS = 1
"""The bit of a mark that says that a sign was taken from the name."""
Mark = tuple[int, int]
KEPT = 8_192


def file_of(customer: Any) -> File:
    return File(*(getattr(customer, column) or "" for column in COLUMNS))


@lru_cache(maxsize=KEPT)
def marks_of(file: File) -> tuple[Mark, ...]:
    """(mark, place) each; a place of 0 goes with every place. Kept from the check of a file's rows until they are written."""
    name = firm(file.name)
    place = crc32(name.place.encode()) & 0x7FFFFFFF if name.place else 0
    made = [(mark, place) for mark in [whole(f"n{name.core}"), *slips(name)]]
    return (*dict.fromkeys(made), *((mark, 0) for mark in keys_of(file)))


@lru_cache(maxsize=KEPT)
def keys_of(file: File) -> tuple[int, ...]:
    """What is compared as a whole: number, telephone, host of the website."""
    keys = [("r", compact(file.registration_no)), ("p", phone_of(file)), ("d", domain_of(file))]
    return tuple(whole(f"{kind}{key}") for kind, key in keys if key)


def slips(name: Firm) -> list[int]:
    """By which names are found that one slip tells apart: the core less a sign is the core of the one that lost it; the same
    sounds are one sign written as another; the same signs in any order are two that changed places; a letter may be any."""
    core = name.core
    if len(core) > LONGEST or weight(core) + PLACED * bool(name.place) < WEIGHTY:
        return []
    letters = [f"{core[:at]}?{core[at + 1 :]}" for at, sign in enumerate(core) if sign < HANZI_FROM]
    sounds = "".join(map(sound_of, core))
    alike = [f"y{sounds}", f"o{''.join(sorted(core))}", *(f"l{text}" for text in letters)]
    return [*map(whole, alike), *(hashed(f"n{core[:at]}{core[at + 1 :]}") | LESS for at in range(len(core)))]


@lru_cache(maxsize=KEPT)
def sound_of(sign: str) -> str:
    return syllables(sign)[0] or sign


def whole(text: str) -> int:
    return hashed(text) & ~LESS


def partners(mark: int) -> tuple[int, ...]:
    """The marks of other files that are this one's: two names that lack a sign each have nothing in common by that."""
    return (mark & ~LESS,) if mark & LESS else (mark, mark | LESS)


def hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def follow(told: list[tuple[Any, dict[str, Any]]]) -> None:
    """Called with every write of customers."""
    touched = [(record, changed) for record, changed in told if changed.keys() & MARKED]
    forget(record.pk for record, changed in touched if "id" not in changed)
    write(record for record, _changed in touched if record.deleted_at is None)


def write(customers: Iterable[Any]) -> None:
    insert((one.pk, file_of(one)) for one in customers)


def insert(files: Iterable[tuple[int, File]]) -> None:
    rows = [(mark, place, pk) for pk, file in files for mark, place in marks_of(file)]
    if rows:
        loading.insert_rows(DuplicateMark, ("mark", "place", "file"), rows)


def forget(ids: Iterable[int]) -> None:
    if several := list(ids):
        DuplicateMark.objects.filter(Among("file", several)).delete()


def renew(ids: list[int]) -> None:
    """Write the marks of these customers anew, whatever is there."""
    rows = list(Customer.unscoped.filter(Among("pk", ids), deleted_at=None).values_list("pk", *COLUMNS))
    forget(ids)
    insert((pk, File(*(value or "" for value in values))) for pk, *values in rows)
