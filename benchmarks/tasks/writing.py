"""Creating, changing and moving on a deal through the API and the form, beside the bare transaction with the same rows."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple

from benchmarks.calling import Caller
from benchmarks.measuring import Measured, interleaved, main
from benchmarks.rich import rich_customer
from benchmarks.tasks.record import statements

MOST = 4
DEAL, ENTRY, ROW, WORDS = "sales_opportunity", "audit_entry", "kit_searchrow", "kit_searchwords"
_serial = count(1)


class Written(NamedTuple):
    """A statement that writes: as the driver takes it, its kind, its table, the columns it names, and its rows."""

    sql: str
    kind: str
    table: str
    columns: list[str]
    rows: list[list[Any]]


def written(sql: str, given: Any, vendor: str) -> Written:
    rows = given if isinstance(given, list) and given and isinstance(given[0], tuple | list) else [given]
    table = re.search(r'(?:INTO|UPDATE|FROM) "?(\w+)"?', sql)[1]  # type: ignore[index]
    columns = re.findall(r'"?(\w+)"?[,)]', sql.partition("(")[2].partition(") VALUES")[0] + ")")
    plain = sql if vendor != "sqlite" else sql % (("?",) * len(rows[0]))
    return Written(plain, sql.partition(" ")[0], table, columns, [list(row) for row in rows])


class Transaction:
    """What two calls wrote, as plain statements written in turns by the bare driver, with new keys: what is written always
    differs from what stands there, so that the indexes have the same work as the product's."""

    def __init__(self, work: Callable[[], Any]) -> None:
        from django.db import connection

        self.vendor, self.driver = connection.vendor, connection.connection
        work()
        self.turns = [
            [written(*one, self.vendor) for one in statements(work) if one[0].startswith(("INSERT", "UPDATE", "DELETE"))]
            for _turn in range(2)
        ]
        self.version = next((one.rows[0][0] for one in self.turns[1] if (one.kind, one.table) == ("UPDATE", DEAL)), 0)

    def __call__(self) -> None:
        """Begin, the statements, commit, as durable as the product's own."""
        self.turns.reverse()
        cursor = self.driver.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.vendor == "sqlite" else "BEGIN")
        made: dict[str, Any] = {}
        for one in self.turns[1]:
            for row in one.rows:
                self.write(cursor, one, row, made)
        cursor.execute("COMMIT")

    def write(self, cursor: Any, one: Written, row: list[Any], made: dict[str, Any]) -> None:
        if one.table == WORDS:
            row = [made[ROW]] * len(row)
        elif one.kind == "INSERT":
            fresh: dict[tuple[str, str], Any] = {(DEAL, "number"): f"RAW-{next(_serial)}-{id(self)}"}
            if DEAL in made:
                fresh |= {(ENTRY, "record_id"): made[DEAL], (ROW, "record_id"): made[DEAL]}
            row = [fresh.get((one.table, name), value) for name, value in zip(one.columns, row, strict=False)]
        elif one.table == DEAL:
            row = [self.version + 1, *row[1:-1], self.version]
            self.version += 1
        cursor.execute(one.sql, row)
        if one.kind == "INSERT" and one.table in (DEAL, ROW):
            made[one.table] = cursor.fetchone()[0] if "RETURNING" in one.sql else getattr(cursor, "lastrowid", None)
        elif one.kind == "UPDATE" and one.table == DEAL and cursor.rowcount != 1:
            raise SystemExit("The bare transaction did not find its row.")


class Deals:
    """The product's calls; each leaves the deal as it stands, so that the next one goes on."""

    def __init__(self, scope: str) -> None:
        from xianji.sales.models import Opportunity

        self.caller, self.model = Caller(scope), Opportunity
        self.customer = rich_customer(self.caller.user.person)
        self.chosen = f"{self.customer.name} ({self.customer.number})"
        self.first = self.create_by_api()

    def create_by_api(self) -> dict[str, Any]:
        body = {"name": "设备采购", "customer": self.customer.pk, "amount": "5000"}
        return self.caller.send("POST", "/api/sales/opportunities", body)

    def create_by_form(self) -> None:
        fields = {"name": "设备采购", "customer": self.chosen, "amount": "5000"}
        self.caller.post("/sales/opportunities/new", fields)

    def change_by_api(self) -> None:
        body = {"amount": str(6000 + next(_serial)), "version": self.first["version"]}
        self.first = self.caller.send("PATCH", f"/api/sales/opportunities/{self.first['id']}", body)

    def change_by_form(self) -> None:
        fields = {"name": "设备采购", "customer": self.chosen, "amount": str(9000 + next(_serial)),
                  "version": self.first["version"]}  # fmt: skip
        self.caller.post(f"/sales/opportunities/{self.first['id']}/edit", fields)
        self.first["version"] += 1

    def move_by_api(self) -> None:
        """Forward, and back again with the next call."""
        forward = self.first["stage"] in ("qualify", "needs")
        verb, body = ("advance", {}) if forward else ("step_back", {"why": "x"})
        self.first = self.caller.send("POST", f"/api/sales/opportunities/{self.first['id']}/do/{verb}", body)


def measure() -> Iterator[Measured]:
    deals = Deals("own")
    for title, work in {
        "create a deal, API": deals.create_by_api, "create a deal, form": deals.create_by_form,
        "change a deal, API": deals.change_by_api, "change a deal, form": deals.change_by_form,
        "move a deal on, API": deals.move_by_api,
    }.items():  # fmt: skip
        work()
        asked = len(statements(work))
        other = Deals("own")
        floor = Transaction(getattr(other, work.__name__))
        product, raw = interleaved(work, floor, rounds=41)
        yield Measured(title, product, raw, most=MOST, note=f"{asked} statements, the bare one {len(floor.turns[0])} and commit")


if __name__ == "__main__":
    main(measure)
