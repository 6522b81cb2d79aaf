"""A regulation in force with some controls confirmed, and heads for the units of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xianji.approval.models import Request
from xianji.approval.requests.actions import approve
from xianji.kit import registry, store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import reading
from xianji.policy.coverage.models import Coverage
from xianji.policy.regulations.reading import ReadClause
from xianji.policy.versions.loading import draft
from xianji.policy.versions.models import Version

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def in_force(cast: Any) -> Callable[..., Version]:
    """`in_force(control, …)`: a published version whose clauses these controls answer for."""

    def put(*controls: Any) -> Version:
        numbers = sorted({one.clause.rstrip("abcdefgh") for one in controls})
        clauses = [ReadClause(number, number.count(".") + 1, number, "A duty.", place, False) for place, number in enumerate(numbers)]
        with actor.acting(SYSTEM):
            version = draft("Rules of Paper Crane", "en", clauses, [])
            by_number = {one.number: one for one in Clause.unscoped.filter(policy_version=version)}
            for one in controls:
                store.create(Coverage(policy_version=version, clause=by_number[one.clause.rstrip("abcdefgh")],
                                      control=one.full_name, state="confirmed"))  # fmt: skip
            Version.unscoped.filter(pk=version.pk).update(state="published", effective_on=LONG_AGO)
        reading.forget()
        return version

    yield put
    reading.forget()


@pytest.fixture
def heads(cast: Any) -> Any:
    """bob leads the team, hal the region East, erin directs, dave manages."""

    with actor.acting(SYSTEM):
        for unit, name in ((cast.team, "bob"), (cast.company, "erin")):
            unit.head = cast.person(name)
            store.change(unit)
        hal = cast.users["hal"] = _hired(cast)
        cast.east.head = hal.person
        store.change(cast.east)
    return cast


def _hired(cast: Any) -> Any:
    from tests.cast import ROLES, _user

    ROLES["hal"] = "RM"
    try:
        return _user("hal", cast.east)
    finally:
        del ROLES["hal"]


def asked_about(record: Any) -> Request:
    """The request that waits for an answer about a record."""
    return Request.unscoped.get(about_label=record.label(), about_id=record.pk, state="pending")


def agree(cast: Any, name: str, record: Any) -> None:
    with cast.acting(name):
        approve(asked_about(record))


def declared(control: Any) -> Any:
    registry.controls[control.full_name] = control
    return control
