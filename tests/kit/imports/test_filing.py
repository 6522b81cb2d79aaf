"""Units that a file brings without a parent stand below the company's one root."""

from xianji.kit import store
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.imports.undo import undo
from xianji.org.models import Unit

FILE = b"name,kind,above\nWest,region,\nWest 1,team,West\n"


def load() -> dict:
    mapping = Mapping.of({"columns": {"name": "name", "kind": "kind", "above": "parent"}, "key": "name"})
    return run(Asked("org.unit", "f.csv", FILE, mapping, {}))


def tree() -> dict[str, str]:
    return {unit.name: unit.parent.name if unit.parent else "" for unit in Unit.unscoped.filter(deleted_at=None)}


def test_below_the_one_company(as_system):
    root = store.create(Unit(name="Paper Crane", kind="company"))
    assert load()["errors"] == []
    assert tree() == {"Paper Crane": "", "West": "Paper Crane", "West 1": "West"}
    team = Unit.unscoped.get(name="West 1")
    assert team.path.startswith(Unit.unscoped.get(pk=root.pk).path) and team.path.count(".") == 3


def test_without_one_root_or_with_several_they_stay_where_they_are(as_system):
    load()
    assert tree() == {"West": "", "West 1": "West"}


def test_taking_back_and_loading_again(as_system):
    store.create(Unit(name="Paper Crane", kind="company"))
    report = load()
    undo(Batch.objects.get(key=report["batch"]))
    assert tree() == {"Paper Crane": ""}
