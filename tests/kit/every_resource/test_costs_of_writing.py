"""What a write costs: the rows that tell of it, a look for each link that was typed, and next to nothing beside them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import UniqueConstraint
from django.test.utils import CaptureQueriesContext

from tests.kit.every_resource.house import House
from tests.kit.every_resource.posting import fresh, lacking, other_value, typed
from xianji.kit import store
from xianji.kit.search import index
from xianji.org.records import Record

SIGNED_IN, STORED, TOLD = 2, 6, 1
"""Session and user; place or number, the record, its entry, search row off and on with its words; the answer read again."""
CHANGED = 3
"""The record found, and read again under its lock; a title that the search row shows."""
FOLLOWS = 10
"""A follower, such as the last contact of a customer, or the tree below a unit."""


@pytest.fixture(autouse=True)
def rights_are_known(house: House) -> None:
    """The first request of a process reads them."""
    house.client("all").get("/jobs/")


def test_a_new_record_by_its_form(house: House, formed: Any) -> None:
    with house.acting("all"):
        values = fresh(formed)
    asked = statements(lambda: house.client("all").post(f"{formed.path}new", values))
    if asked is None:
        pytest.skip(f"made on another page: the form does not offer {lacking(formed)}")
    assert len(asked) <= SIGNED_IN + STORED + extra(formed, values), asked


def test_a_change_by_its_form(house: House, formed: Any) -> None:
    record = house.first(formed)
    name, text = other_value(formed)
    with house.acting("all"):
        values = typed(formed, formed.model.objects.get(pk=record.pk), version=record.version, **{name: text})
    asked = statements(lambda: house.client("all").post(f"{formed.address(record.pk)}/edit", values))
    assert asked is not None
    assert len(asked) <= SIGNED_IN + STORED + CHANGED + extra(formed, values), asked


@pytest.mark.sampled
def test_a_change_by_the_api(house: House, formed: Any) -> None:
    record = house.first(formed)
    name, text = other_value(formed)
    body = {name: text, "version": record.version}
    address = f"/api{formed.path}{record.pk}"
    asked = statements(lambda: house.client("all").patch(address, body, content_type="application/json"))
    assert asked is not None
    assert len(asked) <= SIGNED_IN + STORED + CHANGED + TOLD + extra(formed, body), asked


def test_a_write_is_one_transaction_without_savepoints_inside(house: House, owned_formed: Any) -> None:
    record = house.first(owned_formed)
    name, text = other_value(owned_formed)
    body = {name: text, "version": record.version}
    with CaptureQueriesContext(connection) as found:
        house.client("all").patch(f"/api{owned_formed.path}{record.pk}", body, content_type="application/json")
    begun = [one["sql"] for one in found.captured_queries if one["sql"].startswith("SAVEPOINT")]
    assert len(begun) == 1, "inside the test's own transaction ours is a savepoint"


def statements(work: Callable[[], Any]) -> list[str] | None:
    """What a call asks; the transaction itself does not count. None when it was refused."""
    with CaptureQueriesContext(connection) as found:
        answer = work()
    if answer.status_code not in {200, 201, 302}:
        return None
    return [one["sql"] for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]


def extra(resource: Any, values: dict[str, Any]) -> int:
    """Two for each link (called so, or called so with its number), one for each constraint that the model checks, for each kind
    of lines, and for each kind whose search rows show this title; what follows a write brings its own."""
    model = resource.model
    links = [name for name in values if name in resource.editable and resource.column(name).is_link]
    constraints = [one for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    follows = FOLLOWS * (len(store.follows(model)) + (model.stored is not Record.stored))
    return 2 * len(links) + len(constraints) + len(resource.lines) + len(index.followers(model)) + follows
