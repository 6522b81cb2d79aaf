"""Every list leaves as a file and comes back: what was exported changes nothing when it is imported again."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from tests.kit.every_resource.house import House
from xianji.audit.models import Entry
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.reading import child, read_table, reader
from xianji.kit.imports.reading.table import Limits
from xianji.kit.refusals import NotPermitted


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are our own: they are read in this process, which is much faster."""

    def read(folder: Path, seconds: int) -> None:
        request = json.loads((folder / "request.json").read_text())
        child.deliver(child.read(request, Limits(**request["limits"])), folder)

    monkeypatch.setattr(reader, "run_child", read)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_exported_comes_back_unchanged(house: House, importable: Any, kind: str) -> None:
    report = brought_back(house, importable, kind, exported(house, importable, kind, headers="names"))
    assert report["errors"] == []
    assert (report["rows"], report["unchanged"]) == (number(house, importable), number(house, importable))


def test_a_changed_cell_changes_one_record(house: House, importable: Any) -> None:
    name = next(
        (n for n in importable.importable if importable.column(n).kind == "text" and n != importable.natural_key), ""
    )
    if not name:
        pytest.skip("has no text that may be imported beside its key")
    rows = list(csv.reader(io.StringIO(exported(house, importable, "csv", headers="names").decode())))
    rows[5][rows[0].index(name)] = "QQ"
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    report = brought_back(house, importable, "csv", written.getvalue().encode())
    assert (report["errors"], report["updated"], report["created"]) == ([], 1, 0)


def test_an_object_that_forbids_import_refuses_it(house: House, unimportable: Any) -> None:
    with pytest.raises(NotPermitted):
        brought_back(house, unimportable, "csv", b"name\nx\n")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_for_people_holds_every_row_and_is_journalled(house: House, resource: Any, kind: str) -> None:
    content = exported(house, resource, kind)
    entry = Entry.objects.select_related("values").filter(verb="export", label=resource.label).latest("id")
    assert entry.values.fields["rows"][1] == number(house, resource)
    if kind == "csv":
        assert content.count(b"\r\n") >= number(house, resource) + 1


def exported(house: House, resource: Any, kind: str, **asked: str) -> bytes:
    answer: HttpResponse = house.client("all").get(f"{resource.path}export.{kind}", asked)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def brought_back(house: House, resource: Any, kind: str, content: bytes) -> dict[str, Any]:
    """The report of importing a file whose headings are field names."""
    headings = read_table(f"rows.{kind}", content).columns
    key = resource.natural_key if resource.natural_key in headings else ""
    mapping = Mapping.of({"columns": {heading: heading for heading in headings}, "key": key})
    with house.acting("all"):
        return run(Asked(resource.label, f"rows.{kind}", content, mapping, {}))


def number(house: House, resource: Any) -> int:
    with house.acting("all"):
        return resource.rows().count()
