"""Files larger than one part: what holds for a file as a whole holds across its parts, and memory does not grow."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.making import make
from xianji.audit.models import Entry
from xianji.audit.proof import verify
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit.imports import rows
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.imports.undo import undo
from xianji.kit.search.models import SearchRow
from xianji.org.numbers import Sequence

ROOT = Path(__file__).resolve().parents[3]
REF_AND_NAME = {"ref": "external_ref", "name": "name"}


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(rows, "PART", 10)


def load(label, text, columns, dry_run=False, **more):
    return run(Asked(label, "f.csv", text.encode(), Mapping.of({"columns": columns, **more}), {}), dry_run=dry_run)


def lines(count, start=0):
    return "".join(f"R{n},Customer {n}\n" for n in range(start, start + count))


def left():
    return [model.objects.count() for model in (Entry, SearchRow)] + [
        Customer.unscoped.count(), list(Sequence.objects.values_list("key", "last"))
    ]  # fmt: skip


def test_an_error_in_the_last_part_leaves_nothing(as_system):
    before = left()
    report = load("customers.customer", "ref,name,staff\n" + "".join(f"R{n},C {n},{n}\n" for n in range(35)) + "R99,C,many\n",
                  {**REF_AND_NAME, "staff": "employees"})  # fmt: skip
    assert [(e["code"], e["rows"]) for e in report["errors"]] == [("not_a_number", [37])]
    assert (report["created"], report["loaded"], left()) == (0, False, before)


def test_errors_of_all_parts_are_told_when_the_first_has_one(as_system):
    text = "ref,name,staff\n" + "".join(f"R{n},C {n},{'x' if n % 12 == 0 else n}\n" for n in range(40))
    (error,) = load("customers.customer", text, {**REF_AND_NAME, "staff": "employees"})["errors"]
    assert error["rows"] == [2, 14, 26, 38]


def test_a_dry_run_over_parts_tells_what_the_load_does(as_system):
    load("customers.customer", "ref,name\n" + lines(15), REF_AND_NAME)
    before, text = left(), "ref,name\n" + lines(45).replace("Customer 3\n", "Customer three\n")
    dry = load("customers.customer", text, REF_AND_NAME, dry_run=True)
    assert left() == before
    real = load("customers.customer", text, REF_AND_NAME)
    told = [{k: one[k] for k in ("rows", "created", "updated", "unchanged", "errors")} for one in (dry, real)]
    assert told[0] == told[1] == {"rows": 45, "created": 30, "updated": 1, "unchanged": 14, "errors": []}


def test_rows_refer_to_rows_of_other_parts(as_system):
    text = "ref,name,above\nR0,Child,R25\n" + "".join(f"R{n},C {n},{'R0' if n == 24 else ''}\n" for n in range(1, 30))
    report = load("customers.customer", text, {**REF_AND_NAME, "above": "parent"})
    assert (report["errors"], report["created"]) == ([], 30)
    parents = dict(Customer.unscoped.exclude(parent=None).values_list("external_ref", "parent__external_ref"))
    assert parents == {"R0": "R25", "R24": "R0"}


def test_a_key_that_returns_in_another_part_is_told_with_its_first_row(as_system):
    (error,) = load("customers.customer", "ref,name\n" + lines(25) + "R3,Again\n", REF_AND_NAME)["errors"]
    assert (error["code"], error["rows"], error["message"]) == ("key_repeated", [27], "stands already in row 5")


def test_a_value_that_occurs_once_is_told_across_parts(as_system):
    text = "id,sku,name\n" + "".join(f"I{n},K{n % 25},Kite {n}\n" for n in range(26))
    (error,) = load("catalog.product", text, {"id": "external_ref", "sku": "sku", "name": "name"}, key="external_ref")["errors"]
    assert (error["code"], error["rows"], error["given"]) == ("repeated", [27], "K0")


def test_a_value_given_up_in_an_earlier_part_counts_as_taken(as_system):
    make(Product, sku="OLD", name="Kite", external_ref="I0")
    rest = "".join(f"I{n},K{n},Kite {n}\n" for n in range(1, 25))
    columns = {"id": "external_ref", "sku": "sku", "name": "name"}
    (error,) = load("catalog.product", "id,sku,name\nI0,NEW,Kite\n" + rest + "I99,OLD,Late\n", columns, key="external_ref")["errors"]
    assert (error["code"], error["rows"]) == ("in_use", [27])


def test_an_import_in_parts_is_taken_back_as_a_whole(as_system):
    load("customers.customer", "ref,name\n" + lines(12), REF_AND_NAME)
    report = load("customers.customer", "ref,name\n" + lines(33).replace("Customer", "Client"), REF_AND_NAME)
    assert undo(Batch.objects.get(key=report["batch"])) == {"deleted": 21, "restored": 12}
    assert set(Customer.objects.values_list("name", flat=True)) == {f"Customer {n}" for n in range(12)}
    assert not verify().problems


@pytest.mark.alike
@pytest.mark.django_db(transaction=True)
def test_memory_does_not_grow_with_the_file():
    """All of the further rows as records at a time would show at once: each is more than 2 KiB."""
    small, large = peaks(500, 2_000)
    assert large < 1.25 * small, (small, large)


def peaks(*counts: int) -> list[int]:
    """The most memory that a process of its own held while it checked so many rows, in KiB."""
    command = [sys.executable, "-m", "tests.kit.imports.loading", connection.settings_dict["NAME"], "peaks", *map(str, counts)]
    connection.close()
    told = subprocess.run(command, cwd=ROOT, env={**os.environ, "XIANJI_HOME": str(settings.HOME)},
                          capture_output=True, text=True, timeout=300, check=True)  # fmt: skip
    return list(map(int, told.stdout.split()))
