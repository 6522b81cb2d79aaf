"""What proves the evidence of a pack: its journal entries with salted digests, and the chain from them to a head."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from xianji.audit.chain import heads, seal_all
from xianji.audit.digests import TOLD, WORDS, all_digests
from xianji.audit.models import Entry
from xianji.policy.evidence.models import Evidence

LONGEST = 200_000
"""Entries up to the newest head that a pack may carry; where there are more, each stretch ends at the next head written down."""


def proof_of(rows: Sequence[Evidence], seen: set[tuple[str, int]]) -> dict[str, Any]:
    """Of objects that the reader does not see, an entry gives its digest and none of its words. Values are never given."""
    entries = {entry.pk: entry for entry in Entry.objects.filter(pk__in={row.entry_id for row in rows})}
    written = heads()
    found = sorted(entries.values(), key=lambda one: one.seq or 0)
    stretches = _stretches([one.seq for one in found if one.seq], written)
    ends = {one["first"] + len(one["digests"]) - 1 for one in stretches}
    return {
        "entries": [_told(one, (one.label, one.record_id) in seen) for one in found],
        "stretches": stretches,
        "heads": [[number, link] for number, link in sorted(written.items()) if number in ends],
        "evidence": [_row(row, entries[row.entry_id].seq) for row in rows],
    }


def prepare() -> None:
    """Everything that was written so far is sealed, so that it has its place in the chain."""
    seal_all()


def _told(entry: Entry, is_seen: bool) -> dict[str, Any]:
    """An entry whose words were erased by law shows its digest alone, as one that the reader may not see."""
    found: dict[str, Any] = {"seq": entry.seq, "digest": entry.digest}
    if is_seen and WORDS not in entry.erased:
        at, *rest = (getattr(entry, name) for name in TOLD)
        values = all_digests(entry.changes, entry.salt, entry.erased)
        found |= {"told": [at.astimezone(UTC).isoformat(), *rest], "values": values}
    return found


def _row(row: Evidence, number: int | None) -> dict[str, Any]:
    return {
        "control": row.control, "clause": row.clause, "label": row.about_label, "record": row.about_id,
        "verb": f"{row.about_label}.{row.verb}", "entry": number, "digest": row.digest,
    }  # fmt: skip


def _stretches(numbers: list[int], written: dict[int, str]) -> list[dict[str, Any]]:
    """From each entry to a head, those that overlap together; as a rule one, to the newest head."""
    ends = sorted(written)
    if not numbers or not ends:
        return []
    reach = dict.fromkeys(numbers, ends[-1])
    if ends[-1] - numbers[0] > LONGEST:
        reach = {one: next((end for end in ends if end >= one), ends[-1]) for one in numbers}
    found: list[tuple[int, int]] = []
    for first, last in sorted(reach.items()):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return [_stretch(first, last, written) for first, last in found]


def _stretch(first: int, last: int, written: dict[int, str]) -> dict[str, Any]:
    before = Entry.objects.filter(seq=first - 1).values_list("link", flat=True).first() or ""
    digests = Entry.objects.filter(seq__gte=first, seq__lte=last).order_by("seq").values_list("digest", flat=True)
    return {"first": first, "after": before, "digests": list(digests.iterator(5000)), "head": written[last]}
