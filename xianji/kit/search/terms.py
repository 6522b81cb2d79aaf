"""What a search demands of a row's tokens: words, all of several, one of several; written for either database."""

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
    """What meets the one and not the other."""

    wanted: "Demand"
    unwanted: "Demand"


Demand = Word | Every | Either | But


def every(*parts: Demand) -> Demand:
    return parts[0] if len(parts) == 1 else Every(parts)


def either(*parts: Demand) -> Demand:
    return parts[0] if len(parts) == 1 else Either(parts)


def for_sqlite(demand: Demand) -> str:
    """As FTS5 reads it: every token is quoted, so nothing typed can be taken for syntax."""
    if isinstance(demand, Word):
        token = demand.token.replace('"', '""')
        return f'"{token}"*' if demand.prefix else f'"{token}"'
    if isinstance(demand, But):
        return f"({for_sqlite(demand.wanted)} NOT {for_sqlite(demand.unwanted)})"
    join = " AND " if isinstance(demand, Every) else " OR "
    return f"({join.join(map(for_sqlite, demand.parts))})"


def for_postgresql(demand: Demand) -> str:
    """As a tsquery is read: every token is quoted."""
    if isinstance(demand, Word):
        token = demand.token.replace("\\", "\\\\").replace("'", "''")
        return f"'{token}':*" if demand.prefix else f"'{token}'"
    if isinstance(demand, But):
        return f"({for_postgresql(demand.wanted)} & !{for_postgresql(demand.unwanted)})"
    join = " & " if isinstance(demand, Every) else " | "
    return f"({join.join(map(for_postgresql, demand.parts))})"
