"""A process that dies in the middle of a load leaves nothing behind, on either database."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.imports.models import Batch, Recollection

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]
ROOT = Path(__file__).resolve().parents[3]


def loads(*moments: int) -> list[str]:
    """How loads ended that were killed before these statements."""
    command = [sys.executable, "-m", "tests.kit.imports.loading", connection.settings_dict["NAME"], ",".join(map(str, moments))]
    environment = {**os.environ, "XIANJI_HOME": str(settings.HOME)}
    connection.close()
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True)
    return told.stdout.split("\n")[:-1]


def left() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Entry, Batch, Recollection)) + (Customer.unscoped.count(),)


def test_a_killed_load_leaves_nothing():
    before = left()
    moments = [5, *random.sample(range(6, 60), 5)]
    ends = loads(*moments)
    assert ends.count("ended -9") >= 3 and left() == before, (moments, ends)


def test_the_same_load_left_alone_is_whole():
    """Else the test above could pass because nothing ever loads."""
    ends = loads(0)
    assert ends[1] == "ended 0" and int(ends[0].split()[1]) > 20
    assert (Customer.unscoped.count(), Batch.objects.get().state, Entry.objects.count()) == (3_000, "done", 3_000)
