"""The page of a customer with 40 contacts, 60 deals and 500 activities: its statements, its time beside theirs, and beside
that of a customer with ten times as many of everything."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.calling import Caller
from benchmarks.measuring import Measured, interleaved, main
from benchmarks.rich import rich_customer

MOST, SAME, TIMES = 12, 1.2, 10


def statements(work: Any) -> list[tuple[str, Any]]:
    """(SQL, parameters) of what a call asks the database."""
    from django.db import connection

    found: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        work()
    return found


def raw(asked: list[tuple[str, Any]]) -> None:
    """The same statements by the bare driver."""
    from django.db import connection

    driver = connection.connection.cursor()
    for sql, parameters in asked:
        sql = sql if connection.vendor != "sqlite" else sql % (("?",) * len(parameters or ()))
        driver.execute(sql, parameters or ()).fetchall()


def measure() -> Iterator[Measured]:
    for scope in ("own", "all"):
        caller = Caller(scope)
        customer = rich_customer(Caller("own").user.person if scope == "all" else caller.user.person)
        address = f"/customers/customers/{customer.pk}"
        page = partial(caller.get, address)
        page()
        asked = statements(page)
        yield Measured(f"customer page, {scope}: statements", len(asked), unit="statements", most=MOST)
        product, floor = interleaved(page, partial(raw, asked))
        yield Measured(f"customer page, {scope}: whole request beside its SQL", product, floor)
        richer = rich_customer(customer.owner, TIMES)
        larger = partial(caller.get, f"/customers/customers/{richer.pk}")
        seconds = interleaved(larger, page, rounds=41, clock=time.process_time)
        title = f"customer page, {scope}: {TIMES} times the history"
        yield Measured(title, *seconds, most=SAME, note="beside the customer above")


if __name__ == "__main__":
    main(measure)
