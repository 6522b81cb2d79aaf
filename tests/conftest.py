"""What every test may ask for: the cast, a browser session for one of them, the system as actor."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
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
COMMITTING = {"transactional_db", "live_server"}
DATABASE = {"db", "transactional_db", "django_db_setup", "database", "running"}
"""Fixtures of tests that ask it: in this process, or in an installation of their own."""


ONCE = ("unasked", "alike")
"""Marks of what need not be tried on each database."""
DRAWN = tuple(
    Path(__file__).parent / one
    for one in (
        "administration/test_leaving.py", "administration/test_passkeys.py", "administration/test_rights.py",
        "administration/test_second_step.py", "administration/test_seeing.py", "administration/test_settings.py",
        "administration/test_signin.py", "administration/test_tables.py", "administration/test_tokens.py",
        "administration/test_users.py", "administration/test_webhooks.py", "audit/test_thousand.py", "config/test_cli.py",
        "customers/consents/test_consents.py", "customers/duplicates/test_channels.py", "journeys/test_micro.py",
        "kit/api/test_beside.py", "kit/api/test_bulk.py", "kit/api/test_chosen.py", "kit/api/test_document.py",
        "kit/api/test_malformed.py", "kit/api/test_problems.py", "kit/api/test_verbs.py", "kit/boards/test_board.py",
        "kit/calendars", "kit/comments", "kit/drafts", "kit/every_resource/test_checking.py", "kit/forms", "kit/inline",
        "kit/installed", "kit/views", "kit/web",
    )
)  # fmt: skip
"""What is typed and drawn there is tried; a database is asked for nothing that it is not asked for elsewhere (decision 0059)."""


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: looking through it for garbage took a sixth of the run."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m database` chooses those whose outcome may depend on it; tools/test.py runs only them with PostgreSQL."""
    for item in items:
        asks = DATABASE & set(item.fixturenames) or item.get_closest_marker("django_db")
        if asks and not is_drawn(item.path) and not any(item.get_closest_marker(name) for name in ONCE):
            item.add_marker("database")


@cache
def is_drawn(file: Path) -> bool:
    return any(file.is_relative_to(one) for one in DRAWN)


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
    asked, marked = set(request.fixturenames), request.node.get_closest_marker("django_db")
    commits = asked & COMMITTING or (marked and marked.kwargs.get("transaction"))
    with django_db_blocker.unblock():
        if "cast" in asked and not commits:
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
