"""What a search demands of a row's tokens: words, all of several, one of several; written for either database."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """The token itself or, as a prefix, any token that begins so."""

    token: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple["Demand", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Demand", ...]


@dataclass(frozen=True, slots=True)
class But:
    """Beside other parts of an Every: what must not be there."""

    unwanted: "Demand"


Demand = Word | Every | Either | But
ANYTHING = Every(())


def every(*parts: Demand) -> Demand:
    """All of these, on one level."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Every) else (part,))]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def either(*parts: Demand) -> Demand:
    return parts[0] if len(parts) == 1 else Either(parts)


def is_wide(demand: Demand) -> bool:
    """Whether most rows meet it, as nothing must be there."""
    return demand == ANYTHING or isinstance(demand, But)


def holds(demand: Demand, tokens: Set[str]) -> bool:
    """Whether a row with these tokens meets the demand."""
    match demand:
        case Word(token, prefix):
            return any(one.startswith(token) for one in tokens) if prefix else token in tokens
        case Every(parts):
            return all(holds(part, tokens) for part in parts)
        case Either(parts):
            return any(holds(part, tokens) for part in parts)
        case But(unwanted):
            return not holds(unwanted, tokens)


def has_prefix(demand: Demand) -> bool:
    """Whether a beginning of words stands in it."""
    if isinstance(demand, Word):
        return demand.prefix
    return has_prefix(demand.unwanted) if isinstance(demand, But) else any(map(has_prefix, demand.parts))


def for_sqlite(demand: Demand) -> str:
    """As FTS5 reads it: every token is quoted, so nothing typed can be taken for syntax."""
    if isinstance(demand, Word):
        token = demand.token.replace('"', '""')
        return f'"{token}"*' if demand.prefix else f'"{token}"'
    if isinstance(demand, But):
        raise ValueError("What must not be there stands beside what must.")
    if isinstance(demand, Either):
        return f"({' OR '.join(map(for_sqlite, demand.parts))})"
    found = " AND ".join(for_sqlite(one) for one in demand.parts if not isinstance(one, But))
    for one in demand.parts:
        if isinstance(one, But):
            found = f"({found}) NOT {for_sqlite(one.unwanted)}"
    return f"({found})"


def for_postgresql(demand: Demand) -> str:
    """As a tsquery is read: every token is quoted."""
    if isinstance(demand, Word):
        token = demand.token.replace("\\", "\\\\").replace("'", "''")
        return f"'{token}':*" if demand.prefix else f"'{token}'"
    if isinstance(demand, But):
        return f"!{for_postgresql(demand.unwanted)}"
    join = " & " if isinstance(demand, Every) else " | "
    return f"({join.join(map(for_postgresql, demand.parts))})"
