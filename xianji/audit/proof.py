"""Proving that nobody touched the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xianji.audit.chain import heads, heads_file, link_of, seal_all
from xianji.audit.erasing import ERASE, ERASED_LABEL
from xianji.audit.journal import TOLD, digest_of, value_digest
from xianji.audit.models import Entry, Head

COLUMNS = ("seq", "id", "link", "digest", *TOLD, "digests", "values__fields", "values__erased")


@dataclass
class Report:
    """What verification found: `problems` is empty when the journal is whole."""

    entries: int = 0
    newly_sealed: int = 0
    erased: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class Row:
    """One entry as it lies in the table."""

    seq: int
    pk: int
    link: str
    digest: str
    told: tuple[Any, ...]
    digests: dict[str, str]
    kept: dict[str, list[Any]]
    erased: dict[str, Any]


def verify() -> Report:
    """Seal what is open, then walk the chain: any edited, removed, added or reordered entry or value is named."""
    report = Report(newly_sealed=seal_all())
    written, previous, expected = heads(), "", 1
    claimed: set[tuple[int, str]] = set()
    ordered: set[tuple[int, str]] = set()
    for row in rows():
        if row.seq != expected:
            report.problems.append(_gap(expected, row.seq))
            expected = row.seq
        _check_entry(row, previous, report)
        _check_values(row, report)
        if written.get(row.seq, row.link) != row.link:
            report.problems.append(f"entry {row.seq} differs from the head written to {heads_file().name}")
        claimed |= {(row.pk, name) for name in row.erased}
        if row.told[VERB] == ERASE and row.told[LABEL] == ERASED_LABEL:
            ordered.add((row.told[RECORD], row.told[TITLE]))
        previous, expected = row.link, row.seq + 1
    report.entries = expected - 1 if expected > 1 else 0
    _check_end(expected - 1, previous, written, report)
    for pk, name in sorted(claimed - ordered):
        report.problems.append(f"#{pk}: the value of {name} was erased and nobody wrote down why")
    return report


VERB, LABEL, RECORD, TITLE = (TOLD.index(name) for name in ("verb", "label", "record_id", "title"))


def rows() -> Iterator[Row]:
    """The sealed entries in the order of the chain; plain tuples, as there may be millions."""
    size = len(TOLD)
    found = Entry.objects.exclude(seq=None).order_by("seq").values_list(*COLUMNS)
    for seq, pk, link, digest, *rest in found.iterator(5000):
        digests, kept, erased = rest[size:]
        yield Row(seq, pk, link, digest, tuple(rest[:size]), digests or {}, kept or {}, erased or {})


def _gap(expected: int, found: int) -> str:
    if found < expected:
        return f"entry {found} stands where {expected} belongs"
    missing = f"entry {expected} is" if found == expected + 1 else f"entries {expected} to {found - 1} are"
    return f"{missing} missing: after {expected - 1} comes {found}"


def _check_entry(row: Row, previous: str, report: Report) -> None:
    if digest_of(row.told, row.digests) != row.digest:
        report.problems.append(f"entry {row.seq} was edited (#{row.pk})")
    if link_of(previous, row.seq, row.digest) != row.link:
        report.problems.append(f"entry {row.seq} does not follow the one before it")


def _check_values(row: Row, report: Report) -> None:
    report.erased += len(row.erased)
    for name, digest in row.digests.items():
        if name in row.kept:
            if value_digest(name, *row.kept[name]) != digest:
                report.problems.append(f"entry {row.seq}: the value of {name} was edited")
        elif name not in row.erased:
            report.problems.append(f"entry {row.seq}: the value of {name} was removed without an erasure")
    for name in (row.kept.keys() | row.erased.keys()) - row.digests.keys():
        report.problems.append(f"entry {row.seq}: a value of {name} was added")


def _check_end(last: int, link: str, written: dict[int, str], report: Report) -> None:
    """What was cut off at the end is told by the head and by the file."""
    known = max([*written, 0])
    head = Head.objects.filter(pk=1).first()
    if head and (head.seq, head.link) != (last, link) and head.seq >= last:
        known = max(known, head.seq)
        if head.seq == last:
            report.problems.append(f"entry {last} differs from the head kept in the database")
    if known > last:
        report.problems.append(f"entries up to {known} once existed, the journal now ends at {last}")
    if last and not written:
        report.problems.append(f"{heads_file().name} is missing or empty, so a cut end could not be noticed")
