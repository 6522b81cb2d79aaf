"""Sealing the journal into a chain, and proving that nobody touched it."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from xianji.audit.journal import entry_digest, value_digest
from xianji.audit.models import Entry, Head


def heads_file() -> Path:
    return Path(settings.HOME) / "audit.heads"


def link_of(previous: str, seq: int, digest: str) -> str:
    return hashlib.sha256(f"{previous}\n{seq}\n{digest}".encode()).hexdigest()


def seal(limit: int = 50_000) -> int:
    """Number and chain the entries that are not yet sealed; returns how many. Late commits are simply next."""
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        sealed = []
        for entry in Entry.objects.filter(seq=None).order_by("id").only("id", "digest")[:limit].iterator(2000):
            head.seq += 1
            head.link = entry.link = link_of(head.link, head.seq, entry.digest)
            entry.seq = head.seq
            sealed.append(entry)
        Entry.objects.bulk_update(sealed, ["seq", "link"], batch_size=500)
        head.save()
    if sealed:
        heads_file().parent.mkdir(parents=True, exist_ok=True)
        with heads_file().open("a") as out:
            out.write(f"{head.seq} {head.link} {timezone.now().isoformat()}\n")
    return len(sealed)


@dataclass
class Report:
    """What verification found: `problems` is empty when the journal is whole."""

    entries: int = 0
    newly_sealed: int = 0
    erased: int = 0
    problems: list[str] = field(default_factory=list)


def verify() -> Report:
    """Seal what is open, then walk the chain: any edited, removed, added or reordered entry is named."""
    report = Report()
    while newly := seal():
        report.newly_sealed += newly
    heads = _heads()
    previous, expected = "", 1
    for entry in Entry.objects.order_by("seq").select_related("values").iterator(2000):
        if entry.seq != expected:
            report.problems.append(f"entry {expected} is missing: after {expected - 1} comes {entry.seq}")
            expected = entry.seq
        _check(entry, previous, report)
        if heads.get(entry.seq, entry.link) != entry.link:
            report.problems.append(f"entry {entry.seq} differs from the head written to {heads_file().name}")
        previous, expected = entry.link, expected + 1
        report.entries += 1
    for seq in sorted(heads):
        if seq >= expected:
            report.problems.append(f"entries up to {seq} once existed, the journal now ends at {expected - 1}")
    return report


def _check(entry: Entry, previous: str, report: Report) -> None:
    if entry_digest(entry) != entry.digest:
        report.problems.append(f"entry {entry.seq} was edited (#{entry.pk})")
    if link_of(previous, entry.seq, entry.digest) != entry.link:
        report.problems.append(f"entry {entry.seq} does not follow the one before it")
    values = getattr(entry, "values", None)
    kept, erased = (values.fields, values.erased) if values else ({}, {})
    report.erased += len(erased)
    for name, digest in entry.digests.items():
        if name in kept:
            if value_digest(name, *kept[name]) != digest:
                report.problems.append(f"entry {entry.seq}: the value of {name} was edited")
        elif name not in erased:
            report.problems.append(f"entry {entry.seq}: the value of {name} was removed without an erasure")
    for name in kept.keys() - entry.digests.keys():
        report.problems.append(f"entry {entry.seq}: a value of {name} was added")


def _heads() -> dict[int, str]:
    file = heads_file()
    if not file.exists():
        return {}
    return {int(line.split()[0]): line.split()[1] for line in file.read_text().splitlines() if line.strip()}
