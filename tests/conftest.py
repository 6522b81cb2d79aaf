"""What every test may ask for: the cast, a browser session for one of them, the system as actor."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, TestCase, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from tests import migrated
from tests.cast import Cast
from tests.theatre import Theatre
from xianji.kit.lists import weights
from xianji.kit.tables import groups
from xianji.kit.views import tabs
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.company import settled
from xianji.policy.coverage import reading as coverage
from xianji.rulebook.parameters import reading as parameters
from xianji.rulebook.tables import deciding as tables

pytest_plugins = ["tests.browsing", "tests.blinding"]
gc.disable()
COMMITTING = {"transactional_db", "live_server"}
IN_ANOTHER = {"database", "running"}
DATABASE = {"db", "django_db_setup"} | COMMITTING | IN_ANOTHER
"""Fixtures of tests that ask it: in this process, or in an installation of their own."""
ELSEWHERE = frozenset((Path(__file__).parent / "elsewhere.txt").read_text().split())
"""Whose every kind of statement others send as well (tools/elsewhere.py)."""


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: looking through it for garbage took a sixth of the run."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m database` chooses those whose outcome may depend on it; tools/test.py runs only them with PostgreSQL."""
    for item in items:
        asks = DATABASE & set(item.fixturenames) or item.get_closest_marker("django_db")
        if asks and not item.get_closest_marker("unasked") and not item.get_closest_marker("alike"):
            goes = item.nodeid.split("[")[0] in ELSEWHERE and not stays(item)
            item.add_marker("elsewhere" if goes else "database")


def stays(item: pytest.Item) -> bool:
    """Its statements do not say what it tries: it waits for others, asks from other processes, or looks how it is answered."""
    return commits(item) or bool(IN_ANOTHER & set(item.fixturenames) or item.get_closest_marker("both"))


def commits(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    return bool(COMMITTING & set(item.fixturenames) or (marked and marked.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[None]:
    """The library's own, but for what processes share. Files stay in the folder of this run; a server is left as it was, unless
    a thread that served the browser still asks it."""
    with django_db_blocker.unblock(), migrated.shared() as is_there:
        made = setup_databases(verbosity=0, interactive=False, keepdb=is_there)
    yield
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock(), suppress(OperationalError):
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def theatre(django_db_setup: None, django_db_blocker: Any) -> Iterator[Theatre]:
    """Who stands in the database around the tests. SQLite is put back as migrated after a test that commits, and looks for
    broken links, in all its tables, only after one that wrote."""
    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            made = Theatre()
        if picture := made.as_migrated:
            could = TestCase._should_check_constraints
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: picture.put_back())
            patch.setattr(TestCase, "_should_check_constraints", lambda case, link: could(case, link) and made.wrote())
        yield made
        with django_db_blocker.unblock():
            made.clear()


@pytest.fixture(autouse=True)
def rulebook_as_shipped() -> None:
    """What one test decided is unknown to the next."""
    parameters.forget()
    tables.forget()
    coverage.forget()


@pytest.fixture
def _django_db_helper(curtain: None, _django_db_helper: None, theatre: Theatre) -> None:
    """The library's own door to the database, behind the curtain."""
    theatre.begin()


@pytest.fixture
def curtain(request: pytest.FixtureRequest, theatre: Theatre, django_db_blocker: Any) -> None:
    """The cast stands around a test that asks for it and does not commit; around others nobody does."""
    with django_db_blocker.unblock():
        theatre.sweep(request.path)
        if "cast" in request.fixturenames and not commits(request.node):
            theatre.open()
        else:
            theatre.clear()


@pytest.fixture
def cast(theatre: Theatre, db: None) -> Cast:
    """Alice and her colleagues."""
    return theatre.cast()


@pytest.fixture(autouse=True)
def clocks_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read again once a minute, or ten, is not while a test counts; nothing is left out because the machine is busy."""
    began = time.time()
    stopped = SimpleNamespace(time=lambda: began, monotonic=lambda: 0.0)
    for module in (settled, weights, groups, tabs):
        monkeypatch.setattr(module, "time", stopped)


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
