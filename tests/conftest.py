"""What every test may ask for: the cast, a browser session for one of them, the system as actor."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, hire
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org import actors
from xianji.rulebook.parameters import reading as parameters
from xianji.rulebook.tables import deciding as tables

pytest_plugins = ["tests.browsing"]


@pytest.fixture(autouse=True)
def rulebook_as_shipped() -> None:
    """What one test decided is unknown to the next."""
    parameters.forget()
    tables.forget()


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice and her colleagues."""
    actors.forget()
    return hire()


@pytest.fixture
def as_system(db: None) -> Iterator[None]:
    """Everything in the test happens on behalf of the system."""
    with actor.acting(SYSTEM):
        yield


@pytest.fixture
def enter(cast: Cast) -> Callable[[str], Client]:
    """`enter("alice")`: her signed-in client."""

    def client_of(name: str, **options: Any) -> Client:
        client = Client(**options)
        client.force_login(cast.users[name])
        return client

    return client_of
