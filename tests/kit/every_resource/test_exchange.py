"""Every list leaves as a file and comes back: what was exported changes nothing when it is imported again."""

import csv
import io
from typing import Any

import pytest
from django.http import HttpResponse

from tests.kit.every_resource.house import House
from tests.kit.every_resource.importing import brought_back
from xianji.audit.models import Entry
from xianji.kit.refusals import NotPermitted

pytestmark = pytest.mark.usefixtures("read_here")


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
    entry = Entry.objects.filter(verb="export", label=resource.label).latest("id")
    assert entry.changes["rows"][1] == number(house, resource)
    if kind == "csv":
        assert content.count(b"\r\n") >= number(house, resource) + 1


def exported(house: House, resource: Any, kind: str, **asked: str) -> bytes:
    answer: HttpResponse = house.client("all").get(f"{resource.path}export.{kind}", asked)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def number(house: House, resource: Any) -> int:
    with house.acting("all"):
        return resource.rows().count()
