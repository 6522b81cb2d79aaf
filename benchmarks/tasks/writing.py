"""Creating, changing and moving on a deal through the API and the form, beside the bare transaction with the same rows."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from benchmarks.calling import Caller
from benchmarks.measuring import Measured, interleaved, main
from benchmarks.rich import rich_customer
from benchmarks.tasks.record import statements

MOST = 4
DEAL, ENTRY, ROW, WORDS = "sales_opportunity", "audit_entry", "kit_searchrow", "kit_searchwords"
_serial = count(1)


class Transaction:
    """What one call wrote, kept as plain statements and written again and again by the bare driver, with new keys."""

    def __init__(self, work: Callable[[], Any]) -> None:
        from django.db import connection

        self.vendor, self.driver = connection.vendor, connection.connection
        writes = ("INSERT", "UPDATE", "DELETE")
        self.asked = [one for one in statements(work) if one[0].startswith(writes)]
        self.columns = [re.findall(r'"?(\w+)"?[,)]', sql.partition("(")[2].partition(") VALUES")[0] + ")")
                        for sql, _given in self.asked]  # fmt: skip
        self.version = 0

    def __call__(self) -> None:
        """Begin, the statements, commit, as durable as the product's own."""
        cursor = self.driver.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.vendor == "sqlite" else "BEGIN")
        made: dict[str, Any] = {}
        for (sql, given), columns in zip(self.asked, self.columns, strict=True):
            rows = given if isinstance(given, list) and given and isinstance(given[0], tuple | list) else [given]
            for row in rows:
                self.one(cursor, sql, list(row), columns, made)
        cursor.execute("COMMIT")

    def one(self, cursor: Any, sql: str, row: list[Any], columns: list[str], made: dict[str, Any]) -> None:
        table = re.search(r'(?:INTO|UPDATE|FROM) "?(\w+)"?', sql)[1]  # type: ignore[index]
        if table == WORDS:
            row = [made[ROW]] * len(row)
        elif sql.startswith("INSERT"):
            fresh: dict[tuple[str, str], Any] = {(DEAL, "number"): f"RAW-{next(_serial)}-{id(self)}"}
            if DEAL in made:
                fresh |= {(ENTRY, "record_id"): made[DEAL], (ROW, "record_id"): made[DEAL]}
            row = [fresh.get((table, name), value) for name, value in zip(columns, row, strict=False)]
        elif table == DEAL:
            self.version = self.version or row[0]
            row[0], row[-1] = self.version + 1, self.version
            self.version += 1
        cursor.execute(sql if self.vendor != "sqlite" else sql % (("?",) * len(row)), row)
        if sql.startswith("INSERT") and table in (DEAL, ENTRY, ROW):
            made[table] = cursor.fetchone()[0] if "RETURNING" in sql else cursor.lastrowid
        elif sql.startswith("UPDATE") and table == DEAL and cursor.rowcount != 1:
            raise SystemExit("The bare transaction did not find its row.")


class Deals:
    """The product's calls; each leaves the deal as it stands, so that the next one goes on."""

    def __init__(self, scope: str) -> None:
        from xianji.sales.models import Opportunity

        self.caller, self.model = Caller(scope), Opportunity
        self.customer = rich_customer(self.caller.user.person)
        self.first = self.create_by_api()

    def create_by_api(self) -> dict[str, Any]:
        body = {"name": "设备采购", "customer": self.customer.pk, "amount": "5000"}
        return self.caller.send("POST", "/api/sales/opportunities", body)

    def create_by_form(self) -> None:
        fields = {"name": "设备采购", "customer": f"#{self.customer.pk}", "amount": "5000"}
        self.caller.post("/sales/opportunities/new", fields)

    def change_by_api(self) -> None:
        body = {"amount": str(6000 + next(_serial)), "version": self.first["version"]}
        self.first = self.caller.send("PATCH", f"/api/sales/opportunities/{self.first['id']}", body)

    def change_by_form(self) -> None:
        fields = {"name": "设备采购", "customer": f"#{self.customer.pk}", "amount": str(9000 + next(_serial)),
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
        yield Measured(title, product, raw, most=MOST, note=f"{asked} statements, the bare one {len(floor.asked)} and commit")


if __name__ == "__main__":
    main(measure)
