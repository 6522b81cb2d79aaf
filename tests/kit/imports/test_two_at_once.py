"""Somebody presses twice: a file is loaded once, and taken back once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from tests.at_once import Ready, at_once
from tests.cast import Cast
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.imports import flow
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.imports.undo import undo
from xianji.lib.actor import SYSTEM, acting

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 3
FILE = b"name,site\nHeron Works,https://heron.example\nCrane Ltd,https://crane.example\n"
MAPPING = {"columns": {"name": "name", "site": "website"}}


def twice(deed: Callable[[], Any]) -> list[bool]:
    """By the system in two threads; which of them was refused."""

    def do(ready: Ready) -> None:
        with acting(SYSTEM):
            ready()
            deed()

    return sorted(at_once(do, do))


def test_a_file_is_loaded_once_and_taken_back_once(cast: Cast) -> None:
    for turn in range(TURNS):
        batch = Batch.objects.create(key=f"{turn}" * 32, label="customers.customer", file_name="f.csv", state="checked")

        def load(key: str = batch.key) -> None:
            run(Asked("customers.customer", "f.csv", FILE, Mapping.of(MAPPING), {}, key))

        def take_back(pk: int = batch.pk) -> None:
            undo(Batch.objects.get(pk=pk))

        assert twice(load) == [False, True]
        assert Customer.unscoped.filter(deleted_at=None).count() == 2
        assert twice(take_back) == [False, True]
        assert Customer.unscoped.filter(deleted_at=None).count() == 0
        assert Entry.objects.filter(verb="undo_import", record_id__in=Customer.unscoped.values("pk")).count() == 2 * (turn + 1)


def test_what_is_checked_while_it_is_loaded_stays_loaded(cast: Cast) -> None:
    """A check that began before and ends after the load does not open it for another."""
    with acting(SYSTEM):
        batch = Batch(key="c" * 32, label="customers.customer", file_name="f.csv", mapping=MAPPING, state="checked")
        batch.file.save("c.csv", ContentFile(FILE))
        flow.work(batch, dry_run=False)
        flow.work(batch, dry_run=True)
    assert Batch.objects.get().state == "done"
