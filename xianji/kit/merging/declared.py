"""What a resource says of merging: `merges = True` is enough."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merging:
    """`keys` are fields by which two records are surely not the same, when both have one and they differ; a record in one of
    the states `apart` is merged only with its like."""

    keys: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def merging_of(resource: Any) -> Merging | None:
    """None where records of the kind are not merged."""
    given = resource.merges
    return Merging() if given is True else given or None
