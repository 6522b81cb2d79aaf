"""Which records are decoys."""

from collections import defaultdict

from django.db.models import QuerySet

from xianji.administration.decoys.models import Decoy


def decoys() -> dict[str, list[int]]:
    """{kind: ids}; a handful, read when it is asked."""
    found: dict[str, list[int]] = defaultdict(list)
    for label, pk in Decoy.unscoped.filter(deleted_at=None).exclude(record_id=None).values_list("kind", "record_id"):
        found[label].append(pk)
    return found


def left_out(label: str) -> list[int]:
    """Of one kind."""
    return list(marked(label).values_list("record_id", flat=True))


def marked(label: str) -> QuerySet:
    """The same as part of the statement that leaves them out of figures, sums and charts."""
    return Decoy.unscoped.filter(kind=label, deleted_at=None).exclude(record_id=None).values("record_id")
