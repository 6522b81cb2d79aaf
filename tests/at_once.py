"""What several people do at the same moment, each by a thread with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connections

from xianji.kit.refusals import Refused

Ready = Callable[[], object]


def at_once(*deeds: Callable[[Ready], None]) -> list[bool]:
    """Whether each was refused, in their order. A deed calls `ready` when all is looked up; it returns when all of them are."""
    start, refused = threading.Barrier(len(deeds)), dict[int, bool]()

    def do(place: int, deed: Callable[[Ready], None]) -> None:
        try:
            deed(lambda: start.wait(timeout=20))
            refused[place] = False
        except Refused:
            refused[place] = True
        finally:
            connections.close_all()

    people = [threading.Thread(target=do, args=one, daemon=True) for one in enumerate(deeds)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)
    assert len(refused) == len(deeds), "one went wrong, or has not ended"
    return [refused[place] for place in range(len(deeds))]
