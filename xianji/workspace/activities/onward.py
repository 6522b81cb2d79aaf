"""Where a page of the timeline ends: the moment, the source and the id of its last item, so that the next page begins right
behind it even where many things happened in one moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

ACTIVITY, COMMENT, ENTRY = 1, 2, 3
"""The sources in the order in which they are told within one moment, the last first."""


@dataclass(frozen=True, order=True)
class Mark:
    at: datetime
    source: int
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.source}~{self.pk}"

    def older(self, source: int, at: str = "at") -> Q:
        """What of a source comes behind this."""
        if source == self.source:
            return Q(**{f"{at}__lte": self.at}) & (Q(**{f"{at}__lt": self.at}) | Q(pk__lt=self.pk))
        return Q(**{f"{at}__lte" if source < self.source else f"{at}__lt": self.at})


def mark_of(text: str) -> Mark | None:
    """A mark from an address; what is none is ignored."""
    moment, _sign, rest = text.partition("~")
    source, _sign, pk = rest.partition("~")
    try:
        at = parse_datetime(moment)
        found = Mark(at, int(source), int(pk)) if at is not None and at.tzinfo else None
    except ValueError:
        return None
    return found if found and 0 <= found.pk < 2**63 else None
