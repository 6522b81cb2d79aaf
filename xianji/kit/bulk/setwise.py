"""The set form: rows that are locked already get their new values, go through the checks of a single write, and are stored,
journalled and indexed together."""

from collections.abc import Callable
from typing import Any

from xianji.kit import sets, store
from xianji.kit.bulk.outcome import Outcome
from xianji.kit.refusals import Refused

Many = Callable[[list[Any]], Outcome]
NONE: frozenset[str] = frozenset()


def fill(put: Callable[[Any], None], *, verb: str, source: str, reason: str = "", known: frozenset[str] = NONE) -> Many:
    """Where each row gets what `put` puts there; `known` are links that have been looked up. One that is refused is not
    written, and holds up no other."""

    def many(rows: list[Any]) -> Outcome:
        outcome, columns = Outcome(), set[str]()
        for row in rows:
            try:
                put(row)
                if not (changed := store.changes(row)):
                    outcome.same.append(row)
                    continue
                store.check(row, changed, known, constrained=store.constrained(type(row), changed))
            except Refused as refusal:
                outcome.refuse(row, refusal)
            else:
                columns |= changed.keys()
                outcome.done.append(row)
        sets.update_many(type(rows[0]), outcome.done, sorted(columns), verb=verb, source=source, reason=reason)
        return outcome

    return many
