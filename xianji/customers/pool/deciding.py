"""What the tables of the pool say, asked once per kind and grade."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from xianji.customers.pool.rules import Terms, days
from xianji.rulebook.shipped.words import PEOPLE
from xianji.rulebook.tables.deciding import decide, in_force

RULES, PROTECTED = "pool.rules", "pool.protected"
FACTS = ("quoted", "deal", "contract", "owes", "complaint")
Ask = Callable[[str, str], Terms]


def terms_on(on: date | None = None, roles: tuple[str, ...] = ()) -> Ask:
    """`ask(kind, grade)` answers with the rules that hold on a day; of somebody with several roles the most generous ones,
    where the table tells roles apart."""
    knows = in_force(RULES, on)[1].content.column("role") is not None
    wanted: list[str | None] = [*(role for role in roles if role in PEOPLE)] or [None]

    def said(facts: dict[str, Any]) -> Mapping[str, Any]:
        if not knows:
            return decide(RULES, on, **facts)
        return max((decide(RULES, on, role=role, **facts) for role in wanted), key=generosity)

    return remembering(said)


def generosity(answer: Mapping[str, Any]) -> tuple[Any, Any]:
    held = answer.get("held")
    return (held is None, held or 0), answer.get("claims") or 0


def remembering(said: Callable[[dict[str, Any]], Mapping[str, Any]]) -> Ask:
    known: dict[tuple[str, str], Terms] = {}

    def ask(kind: str, grade: str = "") -> Terms:
        if (kind, grade) not in known:
            known[kind, grade] = read(said({"kind": kind, "grade": grade or None}))
        return known[kind, grade]

    return ask


def read(answer: Mapping[str, Any]) -> Terms:
    """An answer of the table as figures; what it leaves open is not asked for."""

    def whole(name: str) -> int | None:
        value = answer.get(name)
        return None if value is None else int(value)

    return Terms(
        idle=whole("idle"), unsold=whole("unsold"), recycles=bool(answer.get("recycles")),
        warned=days(str(answer.get("warned") or "")), extension=whole("extension"), by=tuple(answer.get("by") or ()),
        claims=whole("claims") or 0, held=whole("held"), cooling=whole("cooling") or 0, first=whole("first"),
        first_working=whole("first_working"),
    )  # fmt: skip


def protecting(known: Iterable[str], on: date | None = None) -> list[frozenset[str]]:
    """The smallest sets of facts that keep a record out of the pool, among the facts that somebody can tell."""
    found: list[frozenset[str]] = []
    told = [fact for fact in FACTS if fact in set(known)]
    for size in range(1, len(told) + 1):
        for several in combinations(told, size):
            given = frozenset(several)
            if any(one <= given for one in found):
                continue
            if decide(PROTECTED, on, **{fact: fact in given for fact in FACTS}).get("protected"):
                found.append(given)
    return found
