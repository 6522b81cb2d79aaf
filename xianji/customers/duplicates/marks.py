"""The marks of a file, kept with every write of it: whoever looks for its like reads a few short rows of an index."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from zlib import crc32

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.models import DuplicateMark
from xianji.customers.duplicates.rules import PLACED, WEIGHTY, File, compact, domain_of, phone_of, weight
from xianji.lib.text.companies import Firm, firm
from xianji.org import loading
from xianji.org.among import Among

COLUMNS = ("name", "registration_no", "phone", "website", "address", "country")
MARKED = {*COLUMNS, "id", "deleted_at"} - {"address"}
LONGEST = 32
"""Signs of a name's core of which slips are looked for."""
Mark = tuple[int, int]


def file_of(customer: Any) -> File:
    return File(*(getattr(customer, column) or "" for column in COLUMNS))


def marks_of(file: File) -> list[Mark]:
    """(mark, place) each; a place of 0 goes with every place."""
    name = firm(file.name)
    place = crc32(name.place.encode()) & 0x7FFFFFFF if name.place else 0
    made = [(hashed(f"n{name.core}"), place), *((hashed(f"s{short}"), place) for short in slips(name))]
    keys = [("r", compact(file.registration_no)), ("p", phone_of(file)), ("d", domain_of(file))]
    return [*dict.fromkeys(made), *((hashed(f"{kind}{key}"), 0) for kind, key in keys if key)]


def slips(name: Firm) -> set[str]:
    """The core, and the core with one sign less: two names that one slip tells apart have one of them in common."""
    core = name.core
    told = weight(core) + PLACED * bool(name.place)
    if len(core) > LONGEST or told + 2 < WEIGHTY:
        return set()
    return {core, *(core[:at] + core[at + 1 :] for at in range(len(core) if told >= WEIGHTY else 0))}


def hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def follow(told: list[tuple[Any, dict[str, Any]]]) -> None:
    """Called with every write of customers."""
    touched = [(record, changed) for record, changed in told if changed.keys() & MARKED]
    forget(record.pk for record, changed in touched if "id" not in changed)
    write(record for record, _changed in touched if record.deleted_at is None)


def write(customers: Iterable[Any]) -> None:
    rows = [(mark, place, one.pk) for one in customers for mark, place in marks_of(file_of(one))]
    if rows:
        loading.insert_rows(DuplicateMark, ("mark", "place", "file"), rows)


def forget(ids: Iterable[int]) -> None:
    if several := list(ids):
        DuplicateMark.objects.filter(Among("file", several)).delete()


def renew(ids: list[int]) -> list[Any]:
    """Write the marks of these customers anew, whatever is there; returns the customers."""
    customers = list(Customer.unscoped.filter(Among("pk", ids), deleted_at=None).only("pk", *COLUMNS))
    forget(ids)
    write(customers)
    return customers
