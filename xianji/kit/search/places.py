"""Where a row lies and who may find it, as tokens, so that scope narrows inside the index. The columns still decide.

No word that a person types can hold `=` or `^`, so these tokens are reached by nobody's words.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from xianji.kit.search.terms import But, Demand, Word, either, every
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


def narrowed(demand: Demand, actor: Actor, seen: dict[str, Reach], kinds: dict[str, bool]) -> Demand | None:
    """The demand inside what the actor may see, without what is shared with single people; the same demand when that is
    everything, None when it is nothing. `kinds` are all that stand in the index, and whether they are owned."""
    by_reach: dict[Reach, set[str]] = {}
    for label, reach in seen.items():
        by_reach.setdefault(Reach(everywhere=True) if reach.everywhere else reach, set()).add(label)
    everywhere = by_reach.pop(Reach(everywhere=True), set())
    if not by_reach:
        return _only(demand, everywhere, kinds.keys())
    parts = [_kinds(everywhere)] if everywhere else []
    others = {label for label, owned in kinds.items() if owned} - everywhere
    for reach, labels in by_reach.items():
        if where := _where(actor, reach):
            parts.append(_only(either(*where), labels, others))
    return every(demand, either(*parts)) if parts else None


def _only(demand: Demand, labels: set[str], others: Iterable[str]) -> Demand:
    """Only these kinds of those that could meet the demand: by whichever list is shorter, and none where all may."""
    rest = set(others) - labels
    if not rest:
        return demand
    return But(demand, _kinds(rest)) if len(rest) < len(labels) else every(demand, _kinds(labels))


def _kinds(labels: Iterable[str]) -> Demand:
    return either(*(Word(f"={label}") for label in sorted(labels)))


def _where(actor: Actor, reach: Reach) -> list[Word]:
    found = [Word(f"=p{path}") for path in sorted(reach.trees)] + [Word(f"=u{path}") for path in sorted(reach.units)]
    if reach.own and actor.person_id:
        found.append(Word(f"=o{actor.person_id}"))
    return found


def holds(actor: Actor, reach: Reach, owner_id: int | None, path: str) -> bool:
    """Whether a row lies within a reach, by its columns."""
    return reach.holds_path(path) or (reach.own and owner_id is not None and owner_id == actor.person_id)
