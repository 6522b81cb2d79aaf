"""Where a row lies and who may find it, as tokens, so that scope narrows inside the index. The columns still decide.

No word that a person types can hold `=` or `^`, so these tokens are reached by nobody's words.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from xianji.kit.search.terms import ANYTHING, But, Demand, Word, either, every
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


def parts(actor: Actor, seen: dict[str, Reach], kinds: dict[str, bool]) -> list[Demand]:
    """Demands on a row's place, one of which everything that the actor may see meets, but for what is shared with single
    people. `kinds` are all that stand in the index, and whether they are owned."""
    everywhere = {label for label, reach in seen.items() if reach.everywhere}
    by_place: dict[tuple[Word, ...], set[str]] = {}
    for label in seen.keys() - everywhere:
        by_place.setdefault(_where(actor, seen[label]), set()).add(label)
    by_place.pop((), None)
    if not by_place:
        return [_only(everywhere, kinds.keys())] if everywhere else []
    others = {label for label, owned in kinds.items() if owned} - everywhere
    inside = [every(either(*where), _only(labels, others)) for where, labels in by_place.items()]
    return [_kinds(everywhere), *inside] if everywhere else inside


def _only(labels: set[str], others: Iterable[str]) -> Demand:
    """Only these kinds of those that there could be: by whichever list is shorter, and none where all may."""
    rest = set(others) - labels
    if not rest:
        return ANYTHING
    return But(_kinds(rest)) if len(rest) < len(labels) else _kinds(labels)


def _kinds(labels: Iterable[str]) -> Demand:
    return either(*(Word(f"={label}") for label in sorted(labels)))


def _where(actor: Actor, reach: Reach) -> tuple[Word, ...]:
    found = [Word(f"=p{path}") for path in sorted(reach.trees)] + [Word(f"=u{path}") for path in sorted(reach.units)]
    if reach.own and actor.person_id:
        found.append(Word(f"=o{actor.person_id}"))
    return tuple(found)


def holds(actor: Actor, reach: Reach, owner_id: int | None, path: str) -> bool:
    """Whether a row lies within a reach, by its columns."""
    return reach.holds_path(path) or (reach.own and owner_id is not None and owner_id == actor.person_id)
