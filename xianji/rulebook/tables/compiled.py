"""A version as the rule engine takes it: conditions in its own language, the row that hit as its only answer.

Answers stay with us, exact, and never pass through the engine's floating point.
"""

import json
from decimal import Decimal
from typing import Any

import zen
from django.utils.translation import gettext as _

from xianji.rulebook import kinds
from xianji.rulebook.kinds import Kind
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells, rules
from xianji.rulebook.tables.content import Column, Content

ROW = "row"


class Missing(Refusal):
    """A table was asked without a fact that it needs, or with one it does not know."""


def expression(column: Column, text: str) -> str:
    """A kept condition in the engine's language; nothing stays nothing. Whether the fact is unknown is asked first: the engine
    cannot compare what is not there with a number, and would take the whole condition for unmet."""
    asked = cells.condition(column, text)
    if asked is None:
        return ""
    parts = [coded(column, code) for code in sorted(asked.codes)] + [spanned(span) for span in asked.spans]
    made = ", ".join(parts)
    zen.compile_unary_expression(made)
    return made


def spanned(span: tuple[rules.Cut, rules.Cut]) -> str:
    (low, behind_low), (high, behind_high) = span
    if low.is_infinite():
        return f"{'<=' if behind_high else '<'} {kinds.short(high)}"
    if high.is_infinite():
        return f"{'>' if behind_low else '>='} {kinds.short(low)}"
    begin, end = kinds.short(low), kinds.short(high)
    return f"{'(' if behind_low else '['}{begin}..{end}{']' if behind_high else ')'}"


def coded(column: Column, code: str) -> str:
    if code == rules.UNKNOWN:
        return "== null"
    return ("true" if code == kinds.YES else "false") if column.kind == Kind.YES_NO else json.dumps(code)


def engine_of(content: Content) -> Any:
    """The content as the engine keeps it: built once, then asked again and again."""
    inputs = [{"id": f"i{n}", "name": f"f{n}", "field": f"f{n}"} for n in range(len(content.inputs))]
    told = [
        {"_id": row.id, "o": json.dumps(row.id)}
        | {f"i{n}": expression(column, row.when.get(column.key, "")) for n, column in enumerate(content.inputs)}
        for row in content.rows
    ]
    table = {
        "hitPolicy": "first" if content.hit == rules.FIRST else "collect", "inputs": inputs, "rules": told,
        "outputs": [{"id": "o", "name": ROW, "field": ROW}],
    }  # fmt: skip
    at = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": at},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": at, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": at},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))


def context(content: Content, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as the engine takes them; each is checked against its column."""
    if unknown := facts.keys() - {column.key for column in content.inputs}:
        raise Missing(_("The table does not ask for “%(fact)s”.") % {"fact": ", ".join(sorted(unknown))})
    return {f"f{n}": fact(column, facts) for n, column in enumerate(content.inputs)}


def fact(column: Column, facts: dict[str, Any]) -> Any:
    given = facts.get(column.key)
    if given is None:
        if column.optional:
            return None
        raise Missing(_("The table cannot answer without “%(fact)s”.") % {"fact": column.title})
    if column.is_number:
        return figure(column, given)
    if column.kind == Kind.YES_NO:
        return given if isinstance(given, bool) else wrong(column, given)
    return str(given) if isinstance(given, str) and given in column.codes else wrong(column, given)


def figure(column: Column, given: Any) -> int | float:
    """A number as the engine knows it, rounded as conditions are; binary fractions are not exact enough to judge by."""
    if isinstance(given, bool) or not isinstance(given, Decimal | int):
        return wrong(column, given)
    exact = Decimal(given)
    if not exact.is_finite() or abs(exact) >= kinds.LARGEST:
        return wrong(column, given)
    if (column.least and exact < Decimal(column.least)) or (column.most and exact > Decimal(column.most)):
        return wrong(column, given)
    rounded = round(exact, kinds.DIGITS)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def wrong(column: Column, given: Any) -> Any:
    told = {"fact": column.title, "value": given, "kind": Kind(column.kind).label, "type": type(given).__name__}
    if isinstance(given, float):
        raise Missing(_("“%(fact)s” is a %(type)s; numbers are given exactly, as Decimal or int.") % told)
    raise Missing(_("“%(fact)s” cannot be “%(value)s”: %(kind)s is expected.") % told)


class Compiled:
    """A version ready to be asked."""

    def __init__(self, content: Content) -> None:
        made = engine_of(content)
        self.content = content
        self.engine = zen.ZenEngine({"loader": lambda _key: made})
        self.answers = {
            row.id: {column.key: cells.value(column, row.then.get(column.key, "")) for column in content.outputs}
            for row in content.rows
        }
        lead = content.outputs[0]
        self.ranks = None if lead.is_number else {code: n for n, code in enumerate(lead.codes)}

    @property
    def nothing(self) -> dict[str, Any]:
        """What no row amounts to where all rows count: the sum is zero, the list is empty."""
        adds = self.content.hit == rules.SUM
        return {column.key: Decimal(0) if adds and column.is_number else () for column in self.content.outputs}

    def hits(self, key: str, facts: dict[str, Any]) -> list[str]:
        """The ids of the rows that hit, from the top."""
        found = self.engine.evaluate(key, context(self.content, facts))["result"]
        if isinstance(found, list):
            return [one[ROW] for one in found]
        return [found[ROW]] if found else []

    def ask(self, key: str, facts: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """The answer, and the rows that gave it."""
        hit = self.hits(key, facts)
        if not hit and self.content.hit in (rules.SUM, rules.COLLECT):
            return self.nothing, []
        values, places = rules.fold(self.content.hit, [self.answers[one] for one in hit], self.ranks)
        return values, [hit[place] for place in places]
