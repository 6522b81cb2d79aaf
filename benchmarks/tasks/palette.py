"""The palette's whole answer to what is typed: session, rights, search, deeds of the best hit, HTML; in every scope.

A person is typing meanwhile, so here a time is a goal: the server answers within a tenth of a second."""

import time
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from benchmarks.calling import LOGINS, Caller
from benchmarks.measuring import Measured, interleaved, main
from benchmarks.tasks.searching import WORDS

SECONDS = 0.1
TYPED = {"nothing typed": "", **WORDS, "commands": ">客", "people": "@王"}


def measure() -> Iterator[Measured]:
    from xianji.kit.search.models import SearchRow

    rows = SearchRow.objects.count()
    for scope in LOGINS:
        caller = Caller(scope)
        for kind, typed in TYPED.items():
            answer = partial(caller.get, f"/search?{urlencode({'palette': 1, 'q': typed})}")
            seconds = min(interleaved(answer, answer, rounds=11))
            own = min(interleaved(answer, answer, rounds=5, warm=1, clock=time.process_time))
            told = f"{own * 1000:.0f} ms of this process; {len(answer()):,} bytes, {rows:,} rows searched"
            yield Measured(f"palette {kind} “{typed}”, {scope}", seconds, most=SECONDS, note=told)


if __name__ == "__main__":
    main(measure)
