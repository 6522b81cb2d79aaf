"""People and programs that write through the product while its database falls, and note outside what was acknowledged.

`python -m tests.failover.writers actions|calls NAME NOTES` runs until NOTES.stop exists; one line of NOTES is one answer.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

PAUSE = 0.1
CUSTOMERS = "/api/customers/customers"


@dataclass
class Note:
    """One answer: a write that was acknowledged, or one that was put off."""

    at: float
    label: str = ""
    id: int = 0
    name: str = ""
    version: int = 0
    verb: str = ""

    @property
    def is_acknowledged(self) -> bool:
        return self.id > 0


def notes(file: Path) -> list[Note]:
    return [Note(**json.loads(line)) for line in file.read_text().splitlines()]


@dataclass
class Writer:
    """Writes a line for each answer, by itself and at once."""

    name: str
    file: Path

    def write(self, **told: object) -> None:
        with self.file.open("a") as out:
            out.write(json.dumps(asdict(Note(at=time.time(), **told))) + "\n")

    def names(self) -> Iterator[str]:
        """Until somebody says stop; no name comes twice."""
        stop = self.file.with_suffix(".stop")
        for number in count(1):
            if stop.exists():
                return
            yield f"{self.name} {number}"


def actions(writer: Writer) -> None:
    """A customer, a deal and its next stage, by the store and an action, in processes like those of the worker."""
    import django

    django.setup()
    from django.db import Error, close_old_connections

    from xianji.kit import outage

    for name in writer.names():
        close_old_connections()
        try:
            deal(writer, name)
        except Error as problem:
            if not outage.is_away(problem):
                raise
            writer.write()
            time.sleep(PAUSE)


def deal(writer: Writer, name: str) -> None:
    from tests.making import make
    from xianji.customers.models import Customer
    from xianji.lib.actor import SYSTEM, acting
    from xianji.sales.models import Opportunity
    from xianji.sales.opportunities.actions import advance

    def told(record: object, verb: str) -> None:
        writer.write(label=record.label(), id=record.pk, name=name, version=record.version, verb=verb)  # type: ignore[attr-defined]

    with acting(SYSTEM):
        customer = make(Customer, name=name)
        told(customer, "create")
        chance = make(Opportunity, name=name, customer=customer)
        told(chance, "create")
        advance(chance)
        told(chance, "advance")


def calls(writer: Writer) -> None:
    """Customers by the API of the running server; what was put off is sent again under its key until it is done."""
    for name in writer.names():
        while (answer := call(name)) is None:
            writer.write()
            time.sleep(PAUSE)
        label = "customers.customer"
        writer.write(label=label, id=answer["id"], name=name, version=answer["version"], verb="create")


def call(name: str) -> dict | None:
    """None when the server says that it is to be asked later; any other answer is an error."""
    server, token = os.environ["WRITER_SERVER"], os.environ["WRITER_TOKEN"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": name}
    request = urllib.request.Request(server + CUSTOMERS, json.dumps({"name": name}).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as problem:
        if problem.code == 503 and problem.headers["Retry-After"]:
            return None
        raise RuntimeError(f"{problem.code}: {problem.read().decode()}") from problem


KINDS: dict[str, Callable[[Writer], None]] = {"actions": actions, "calls": calls}

if __name__ == "__main__":
    KINDS[sys.argv[1]](Writer(sys.argv[2], Path(sys.argv[3])))
