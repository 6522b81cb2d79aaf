"""Proving that nobody touched the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.chain import heads, heads_file, link_of, seal_all
from xianji.audit.digests import BLANKED, TOLD, WORDS, all_digests, digest_of, due_digest
from xianji.audit.erasing import ERASE, ERASED_LABEL, REST
from xianji.audit.models import Entry, Head

COLUMNS = ("seq", "id", "link", "digest", *TOLD, "changes", "salt", "erased")


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
    kept: dict[str, list[Any]]
    salt: str
    erased: dict[str, list[Any]]
    is_sound: bool
    """Whether values are stored as the journal writes them at all."""


def verify() -> Report:
    """Seal what is open, then walk the chain: any edited, removed, added or reordered entry or value is named."""
    report = Report(newly_sealed=seal_all())
    written, previous, expected = heads(), "", 1
    claimed: set[tuple[int, str, str]] = set()
    ordered: set[tuple[int, str, str]] = set()
    for row in rows():
        if row.seq != expected:
            report.problems.append(_gap(expected, row.seq))
            expected = row.seq
        _check_entry(row, previous, report)
        if written.get(row.seq, row.link) != row.link:
            told = {"entry": row.seq, "file": heads_file().name}
            report.problems.append(_("entry %(entry)s differs from the head written to %(file)s") % told)
        claimed |= {(row.pk, name, rest_of(name, row.erased)) for name in row.erased}
        if row.told[VERB] == ERASE and row.told[LABEL] == ERASED_LABEL:
            ordered.add((row.told[RECORD], row.told[TITLE], row.kept.get(REST, ("", ""))[1]))
        previous, expected = row.link, row.seq + 1
    report.entries = expected - 1 if expected > 1 else 0
    _check_end(expected - 1, previous, written, report)
    for pk, name, _rest in sorted(claimed - ordered):
        told = {"id": pk, "name": name}
        report.problems.append(_("#%(id)s: the value of %(name)s was erased and nobody wrote down why") % told)
    return report


def rest_of(name: str, erased: dict[str, list[Any]]) -> str:
    """What the order to erase an entry's words must have written down: the fingerprint of what is left."""
    return erased[name][1] if name == WORDS else ""


VERB, LABEL, RECORD, TITLE = (TOLD.index(name) for name in ("verb", "label", "record_id", "title"))


def rows() -> Iterator[Row]:
    """The sealed entries in the order of the chain; plain tuples, as there may be millions."""
    size = len(TOLD)
    found = Entry.objects.exclude(seq=None).order_by("seq").values_list(*COLUMNS)
    for seq, pk, link, digest, *rest in found.iterator(5000):
        kept, salt, erased = rest[size:]
        is_sound = _are_values(kept, {2, 3}) and _are_values(erased, {2})
        yield Row(
            seq,
            pk,
            link,
            digest,
            tuple(rest[:size]),
            kept if is_sound else {},
            salt,
            erased if is_sound else {},
            is_sound,
        )


def _are_values(stored: Any, lengths: set[int]) -> bool:
    """{name: [old, new]}, with a salt of its own or not; of erased ones [entry that tells why, digest]."""
    return isinstance(stored, dict) and all(isinstance(one, list) and len(one) in lengths for one in stored.values())


def _gap(expected: int, found: int) -> str:
    told = {"first": expected, "last": found - 1, "before": expected - 1, "found": found}
    if found < expected:
        return _("entry %(found)s stands where %(first)s belongs") % told
    if found == expected + 1:
        return _("entry %(first)s is missing: after %(before)s comes %(found)s") % told
    return _("entries %(first)s to %(last)s are missing: after %(before)s comes %(found)s") % told


def _check_entry(row: Row, previous: str, report: Report) -> None:
    told = {"entry": row.seq, "id": row.pk}
    report.erased += len(row.erased)
    if not row.is_sound:
        report.problems.append(_("entry %(entry)s: its values were edited") % told)
    elif row.kept.keys() & row.erased.keys() or (WORDS in row.erased and any(row.told[TOLD.index(one)] for one in BLANKED)):
        report.problems.append(_("entry %(entry)s: a value stands where it was erased") % told)
    if digest_of(row.told, all_digests(row.kept, row.salt, row.erased)) != due_digest(row.digest, row.erased):
        report.problems.append(_("entry %(entry)s or a value of it was edited (#%(id)s)") % told)
    if link_of(previous, row.seq, row.digest) != row.link:
        report.problems.append(_("entry %(entry)s does not follow the one before it") % {"entry": row.seq})


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
