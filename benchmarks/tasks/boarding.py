"""The heads of the board of opportunities in every scope, beside a plain GROUP BY over the same rows."""

from collections.abc import Iterator

from benchmarks.measuring import Measured, interleaved, main
from benchmarks.people import actors

FASTER = 5


def measure() -> Iterator[Measured]:
    from xianji.kit import registry
    from xianji.kit.boards.declared import board_of
    from xianji.kit.boards.totals import grouped, totals
    from xianji.kit.lists.query import ListQuery
    from xianji.lib.actor import acting

    resource = registry.resource_of("sales.opportunity")
    board = board_of(resource)
    assert board is not None
    for scope, actor in actors().items():
        with acting(actor):
            query = ListQuery(resource, {})
            if totals(query, board) != grouped(query.rows(), board, is_open=True):
                raise SystemExit(f"{scope}: the roll-up is not what the records say")
            kept, counted = interleaved(
                lambda query=query: totals(query, board), lambda query=query: grouped(query.rows(), board, is_open=True), 11
            )
        goal = FASTER if scope != "nobody" else None
        yield Measured(f"board heads, {scope}", kept, counted, least=goal)


if __name__ == "__main__":
    main(measure)
