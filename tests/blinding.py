"""`@pytest.mark.shows("control", …)`: this test shows what these controls find and what they let pass.

The mark is proved. The test runs as it stands, and for each control twice more with that control blinded, when it has to fail:
once all that is missed is taken for well done, once all that is well done is taken for missed. A test that would notice neither
shows nothing. `tests/policy/controls/test_shipped.py` wants such a test of every control that ships."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from django.db.models import Case, CharField, F, QuerySet, Value, When

from xianji.kit import registry
from xianji.kit.controls import NOT_APPLICABLE, Control
from xianji.kit.refusals import Refused

NOTICED = (AssertionError, pytest.fail.Exception, Refused)
"""How a test says that something is not as it should be; whatever else is raised is its own fault."""
TURNED = {"pass": "fail", "fail": "pass"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Once as it stands, and twice for each control that it shows."""
    names = [name for mark in metafunc.definition.iter_markers("shows") for name in mark.args]
    if names:
        by_name = {one.name: one for one in registry.controls.values()}
        turns = [(by_name[name], verdict) for name in names for verdict in TURNED]
        metafunc.fixturenames.append("blinded")
        told = [f"{control.name} blind to {verdict}" for control, verdict in turns]
        blinded = [pytest.param(turn, id=name, marks=pytest.mark.alike) for turn, name in zip(turns, told, strict=True)]
        metafunc.parametrize("blinded", [pytest.param(None, id="as it stands"), *blinded])


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
    """With a blind control, to fail is to pass."""
    turn = getattr(pyfuncitem, "callspec", None) and pyfuncitem.callspec.params.get("blinded")
    if not turn:
        return (yield)
    control, verdict = turn
    with blind(control, verdict):
        try:
            yield
        except NOTICED:
            return True
    return pytest.fail(
        f"{control.name} took every “{verdict}” for “{TURNED[verdict]}”, and the test did not notice.", pytrace=False
    )


@contextmanager
def blind(control: Control, verdict: str) -> Iterator[None]:
    """As long as this lasts, the control takes one verdict for the other."""
    kept = {"check": control.check, "many": control.many}
    for name, asked in kept.items():
        object.__setattr__(control, name, asked and _taken(asked, verdict, name == "many"))
    try:
        yield
    finally:
        for name, asked in kept.items():
            object.__setattr__(control, name, asked)


def _taken(asked: Callable[..., Any], verdict: str, is_many: bool) -> Callable[..., Any]:
    @wraps(asked)
    def answer(*given: Any, **numbers: Any) -> Any:
        found = asked(*given, **numbers)
        if is_many:
            return [_turned(one, verdict) for one in found]
        return _turned(found, verdict)

    return answer


def _turned(found: Any, verdict: str) -> Any:
    """The answer to one record, or the cases of all."""
    if isinstance(found, QuerySet):
        other = When(verdict=verdict, then=Value(TURNED[verdict]))
        return found.annotate(verdict=Case(other, default=F("verdict"), output_field=CharField()))
    if found is None:
        return "Taken for missed" if verdict == "pass" else None
    return None if verdict == "fail" and found != NOT_APPLICABLE else found
