"""The house that every generic test walks through: built once, furnished with rows of every kind, taken down at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.kit.every_resource import importing
from tests.kit.every_resource.house import House, build_house
from tests.kit.every_resource.sample import sample
from tests.theatre import Theatre
from xianji.kit import registry
from xianji.kit.imports.reading import reader

KINDS: dict[str, Callable[[Any], Any]] = {
    "resource": lambda resource: True,
    "formed": lambda resource: resource.editable,
    "owned": lambda resource: resource.model.owned,
    "owned_formed": lambda resource: resource.model.owned and resource.editable,
    "guarding": lambda resource: resource.guarded,
    "searched": lambda resource: resource.search,
    "importable": lambda resource: resource.importable,
    "unimportable": lambda resource: not resource.importable,
    "living": lambda resource: any(action.then for action in resource.verbs()),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for one of KINDS runs once for every such resource of the registry; with PostgreSQL for the sample, in
    which everything that a database can be asked is asked. What is the kit's own work and no object declares is `sampled`: the
    sample does."""
    for name in KINDS.keys() & set(metafunc.fixturenames):
        found = [resource for resource in registry.resources.values() if KINDS[name](resource)]
        if metafunc.definition.get_closest_marker("sampled"):
            found = [resource for resource in found if resource.label in sample()]
        metafunc.parametrize(name, [case(resource) for resource in found])


def case(resource: Any) -> Any:
    marks = () if resource.label in sample() else pytest.mark.alike
    return pytest.param(resource, id=resource.label, marks=marks)


@pytest.fixture(scope="package")
def built(theatre: Theatre, django_db_blocker: Any) -> Iterator[House]:
    """One house for all tests of this package, rolled back at the end."""
    with django_db_blocker.unblock(), theatre.alone():
        yield build_house()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process."""
    monkeypatch.setattr(reader, "run_child", importing.read_here)


@pytest.fixture
def house(built: House, db: None) -> House:
    """The house; what a test changes in it is undone."""
    return built
