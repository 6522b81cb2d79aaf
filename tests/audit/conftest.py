"""A journal of its own for each test, with the heads file beside it."""

from pathlib import Path
from typing import Any

import pytest

from xianji.audit import chain
from xianji.audit.journal import Event, record_many
from xianji.lib import actor
from xianji.lib.actor import SYSTEM


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def write(count: int, **values: Any) -> None:
    """Some entries about one record each, with two values."""
    with actor.acting(SYSTEM):
        record_many(
            Event("change", "sales.opportunity", place, f"Deal {place}", {"name": (f"a{place}", f"b{place}"), **values})
            for place in range(1, count + 1)
        )


@pytest.fixture
def journal(db: None) -> None:
    """Thirty entries in three seals."""
    for _ in range(3):
        write(10, amount=(None, 5))
        chain.seal()
