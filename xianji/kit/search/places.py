"""Where a row lies and who may find it, as tokens, so that scope narrows inside the index. The columns still decide.

No word that a person types can hold `=` or `^`, so these tokens are reached by nobody's words.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from xianji.kit.search.terms import Demand, Word, either, every
from xianji.lib.actor import Actor, Reach


@lru_cache(maxsize=4096)
def place_tokens(label: str, owner_id: int | None, path: str) -> str:
    """`=sales.quote =o7 =u1.4. =p1. =p1.4.`: kind, owner, unit, and every unit above."""
    found = f"={label}"
    if owner_id:
        found += f" =o{owner_id}"
    return f"{found} {path_tokens(path)}" if path else found


def path_tokens(path: str) -> str:
    steps = path.split(".")[:-1]
    above = " ".join(f"=p{'.'.join(steps[: place + 1])}." for place in range(len(steps)))
    return f"=u{path} {above}"


def reaches(actor: Actor, resources: Iterable[Any]) -> dict[str, Reach]:
    """{label: how far the actor sees} for the kinds that the actor may see at all."""
    found = {}
    for resource in resources:
        reach = actor.reach(resource.permission("view"))
        if reach is not None:
            found[resource.label] = reach if resource.model.owned else Reach(everywhere=True)
    return found


def within(actor: Actor, seen: dict[str, Reach]) -> Demand | None:
    """The demand that keeps a search inside what the actor may see, without what is shared with single people."""
    by_reach: dict[Reach, list[str]] = {}
    for label, reach in seen.items():
        by_reach.setdefault(reach, []).append(label)
    parts: list[Demand] = []
    for reach, labels in by_reach.items():
        kinds = either(*(Word(f"={label}") for label in labels))
        where = _where(actor, reach)
        if reach.everywhere:
            parts.append(kinds)
        elif where:
            parts.append(every(kinds, either(*where)))
    return either(*parts) if parts else None


def _where(actor: Actor, reach: Reach) -> list[Word]:
    found = [Word(f"=p{path}") for path in sorted(reach.trees)] + [Word(f"=u{path}") for path in sorted(reach.units)]
    if reach.own and actor.person_id:
        found.append(Word(f"=o{actor.person_id}"))
    return found


def holds(actor: Actor, reach: Reach, owner_id: int | None, path: str) -> bool:
    """Whether a row lies within a reach, by its columns."""
    return reach.holds_path(path) or (reach.own and owner_id is not None and owner_id == actor.person_id)
