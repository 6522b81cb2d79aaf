"""Proving that nobody touched the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

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
    is_sound: bool
    """Whether digests and values are stored by name at all."""


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
            told = {"entry": row.seq, "file": heads_file().name}
            report.problems.append(_("entry %(entry)s differs from the head written to %(file)s") % told)
        claimed |= {(row.pk, name) for name in row.erased}
        if row.told[VERB] == ERASE and row.told[LABEL] == ERASED_LABEL:
            ordered.add((row.told[RECORD], row.told[TITLE]))
        previous, expected = row.link, row.seq + 1
    report.entries = expected - 1 if expected > 1 else 0
    _check_end(expected - 1, previous, written, report)
    for pk, name in sorted(claimed - ordered):
        told = {"id": pk, "name": name}
        report.problems.append(_("#%(id)s: the value of %(name)s was erased and nobody wrote down why") % told)
    return report


VERB, LABEL, RECORD, TITLE = (TOLD.index(name) for name in ("verb", "label", "record_id", "title"))


def rows() -> Iterator[Row]:
    """The sealed entries in the order of the chain; plain tuples, as there may be millions."""
    size = len(TOLD)
    found = Entry.objects.exclude(seq=None).order_by("seq").values_list(*COLUMNS)
    for seq, pk, link, digest, *rest in found.iterator(5000):
        stored = rest[size:]
        digests, kept, erased = (one if isinstance(one, dict) else {} for one in stored)
        is_sound = all(one is None or isinstance(one, dict) for one in stored)
        yield Row(seq, pk, link, digest, tuple(rest[:size]), digests, kept, erased, is_sound)


def _gap(expected: int, found: int) -> str:
    told = {"first": expected, "last": found - 1, "before": expected - 1, "found": found}
    if found < expected:
        return _("entry %(found)s stands where %(first)s belongs") % told
    if found == expected + 1:
        return _("entry %(first)s is missing: after %(before)s comes %(found)s") % told
    return _("entries %(first)s to %(last)s are missing: after %(before)s comes %(found)s") % told


def _check_entry(row: Row, previous: str, report: Report) -> None:
    if digest_of(row.told, row.digests) != row.digest:
        report.problems.append(_("entry %(entry)s was edited (#%(id)s)") % {"entry": row.seq, "id": row.pk})
    if link_of(previous, row.seq, row.digest) != row.link:
        report.problems.append(_("entry %(entry)s does not follow the one before it") % {"entry": row.seq})


def _check_values(row: Row, report: Report) -> None:
    report.erased += len(row.erased)
    if not row.is_sound:
        report.problems.append(_("entry %(entry)s: its values were edited") % {"entry": row.seq})
    for name, digest in row.digests.items():
        told = {"entry": row.seq, "name": name}
        if name in row.kept:
            if not _is_value(row.kept[name]) or value_digest(name, *row.kept[name]) != digest:
                report.problems.append(_("entry %(entry)s: the value of %(name)s was edited") % told)
        elif name not in row.erased:
            report.problems.append(_("entry %(entry)s: the value of %(name)s was removed without an erasure") % told)
    for name in (row.kept.keys() | row.erased.keys()) - row.digests.keys():
        told = {"entry": row.seq, "name": name}
        report.problems.append(_("entry %(entry)s: a value of %(name)s was added") % told)


def _is_value(stored: Any) -> bool:
    """Old, new and salt, as the journal writes them."""
    return isinstance(stored, list) and len(stored) == 3


def _check_end(last: int, link: str, written: dict[int, str], report: Report) -> None:
    """What was cut off at the end is told by the head and by the file."""
    known = max([*written, 0])
    head = Head.objects.filter(pk=1).first()
    if head and (head.seq, head.link) != (last, link) and head.seq >= last:
        known = max(known, head.seq)
        if head.seq == last:
            report.problems.append(_("entry %(entry)s differs from the head kept in the database") % {"entry": last})
    if known > last:
        ends = {"known": known, "last": last}
        report.problems.append(_("entries up to %(known)s once existed, the journal now ends at %(last)s") % ends)
    if last and not written:
        told = {"file": heads_file().name}
        report.problems.append(_("%(file)s is missing or empty, so a cut end could not be noticed") % told)
