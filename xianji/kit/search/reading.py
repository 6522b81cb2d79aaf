"""Whether a row that is read anyway meets a demand, without the inverted index."""

from typing import Any

from django.db import connection

from xianji.kit.search.terms import But, Demand, Every, Word, for_postgresql

TEXT = "(' ' || r.tokens || ' ')"


def met(demand: Demand) -> tuple[str, list[Any]]:
    """SQL condition: the row `r` meets the demand. PostgreSQL's planner does not take the function for its operator, and so
    keeps to the order of the rows."""
    if connection.vendor == "sqlite":
        return _in_text(demand)
    return "ts_match_vq(r.words, %s::tsquery)", [for_postgresql(demand)]


def _in_text(demand: Demand) -> tuple[str, list[Any]]:
    """SQLite: by searching the text of the tokens."""
    if isinstance(demand, Word):
        return f"instr({TEXT}, %s) > 0", [f" {demand.token}" if demand.prefix else f" {demand.token} "]
    if isinstance(demand, But):
        sql, parameters = _in_text(demand.unwanted)
        return f"NOT {sql}", parameters
    parts = [_in_text(part) for part in demand.parts]
    join = " AND " if isinstance(demand, Every) else " OR "
    return f"({join.join(sql for sql, _ in parts)})", [one for _, parameters in parts for one in parameters]
