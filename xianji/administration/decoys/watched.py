"""Which records are decoys."""

from collections import defaultdict

from xianji.administration.decoys.models import Decoy


def decoys() -> dict[str, list[int]]:
    """{kind: ids}; a handful, read when it is asked."""
    found: dict[str, list[int]] = defaultdict(list)
    for label, pk in Decoy.unscoped.filter(deleted_at=None).exclude(record_id=None).values_list("kind", "record_id"):
        found[label].append(pk)
    return found


def left_out(label: str) -> list[int]:
    """Of one kind, for figures."""
    return list(Decoy.unscoped.filter(kind=label, deleted_at=None).exclude(record_id=None).values_list("record_id", flat=True))
