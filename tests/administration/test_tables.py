"""The screens of decision tables and parameters: who may do what, files there and back, columns, what-if by the worker."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.making import make
from xianji.administration.tables import impact
from xianji.approval.models import Publication, Request
from xianji.approval.publications.actions import publish
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.actions import approval
from xianji.kit.refusals import NotPermitted
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.parameters.models import ParameterValue
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.deciding import decide
from xianji.rulebook.tables.declared import declared
from xianji.rulebook.tables.models import TableVersion

AT = "/policy/tables/customer.scale"


@pytest.fixture
def draft(cast) -> TableVersion:
    with cast.acting("bob"):
        return editing.begin("customer.scale")


def test_everybody_reads_and_only_the_keepers_propose(enter, cast):
    reader, keeper = enter("alice"), enter("erin")
    assert reader.get("/policy/tables").status_code == reader.get("/policy/parameters").status_code == 200
    page = reader.get(f"{AT}/1").content.decode()
    assert "New version" not in page
    reader.post(f"{AT}/begin")
    assert TableVersion.objects.filter(table="customer.scale").count() == 1
    assert keeper.post(f"{AT}/begin").status_code == 302
    assert TableVersion.objects.filter(table="customer.scale").count() == 2
    assert reader.post(f"{AT}/2/save", {"row": ["r1"], "edition": 1}, headers={"accept": "application/json"}).status_code == 403
    assert enter("grace").post("/policy/tables/customer.scale/begin").status_code == 302
    assert TableVersion.objects.filter(table="customer.scale", state="draft").count() == 1


@pytest.mark.parametrize("name", sorted(declared))
def test_every_table_has_its_page(enter, name):
    answer = enter("dave").get(f"/policy/tables/{name}/1?row=r1")
    assert answer.status_code == 200 and 'id="row-r1" data-row="r1" data-hit' in answer.content.decode()


def test_a_page_of_a_table_takes_few_statements(enter, django_assert_max_num_queries):
    client = enter("alice")
    client.get(f"{AT}/1")
    with django_assert_max_num_queries(8):
        client.get(f"{AT}/1")
    with django_assert_max_num_queries(4):
        client.get("/policy/tables")
    with django_assert_max_num_queries(4):
        client.get("/policy/parameters")


def test_a_version_holds_only_through_an_approval_by_somebody_else(enter, cast):
    client, manager = enter("erin"), enter("dave")
    client.post(f"{AT}/begin")
    client.post(f"{AT}/2/do/submit", {"reason": "As before", "effective_on": f"{timezone.localdate()}"})
    version, asked = TableVersion.objects.get(table="customer.scale", number=2), Request.unscoped.get(about_label="approval.publication")
    assert (version.state, asked.because["table"], asked.because["row"]) == ("review", "rulebook.approvers", "r1")
    approving = f"/approval/requests/{asked.pk}/do/approve"
    assert approving in manager.get(f"{AT}/2").content.decode() and approving not in client.get(f"{AT}/2").content.decode()
    client.post(approving, {"version": asked.version})
    assert client.post(f"/api{approving}", {}, content_type="application/json").status_code == 403
    with cast.acting("erin"):
        with pytest.raises(Refusal, match="through an approval"):
            editing.publish(version)
        version.state = "approved"
        with pytest.raises(PermissionDenied):
            version.save()
        row = Publication.unscoped.get()
        for through in (None, approval):
            with pytest.raises(NotPermitted):
                publish(row, through=through)
        row.state = "granted"
        with pytest.raises(NotPermitted):
            store.change(row)
    kept = TableVersion.objects.get(pk=version.pk).content
    TableVersion.objects.filter(pk=version.pk).update(content=kept | {"hit": "collect"})
    assert manager.post(approving, {"version": asked.version}).status_code == 422, "it is no longer what was asked for"
    assert decide("customer.scale", staff=5, revenue=0).version == 1
    TableVersion.objects.filter(pk=version.pk).update(content=kept)
    assert manager.post(approving, {"version": asked.version, "next": f"{AT}/2"}).status_code == 302
    assert decide("customer.scale", staff=5, revenue=0).version == 2
    assert "Approved" in enter("alice").get(f"{AT}/2").content.decode().partition(asked.number)[2]


def test_a_version_is_withdrawn_by_who_proposed_it_and_needs_somebody_else(enter, cast):
    client, sent = enter("erin"), {"reason": "As before", "effective_on": f"{timezone.localdate()}"}
    client.post(f"{AT}/begin")
    client.post(f"{AT}/2/do/submit", sent)
    asked = Request.unscoped.get(about_label="approval.publication")
    assert client.post(f"/approval/requests/{asked.pk}/do/withdraw", {"version": asked.version}).status_code == 302
    assert TableVersion.objects.get(table="customer.scale", number=2).state == "draft"
    cast.users["dave"].assignments.all().delete()
    answer = client.post(f"{AT}/2/do/submit", sent)
    assert answer.status_code == 422 and "Nobody else can decide this" in answer.content.decode()
    assert TableVersion.objects.get(table="customer.scale", number=2).state == "draft"


def test_a_table_with_a_broken_cell_is_not_saved_by_any_way(enter, cast, draft):
    client, kept = enter("erin"), draft.read
    grid = {"row": [row.id for row in kept.rows], "edition": draft.edition}
    for row in kept.rows:
        grid |= {f"{row.id}.w.{key}": text for key, text in row.when.items()} | {f"{row.id}.t.{key}": text for key, text in row.then.items()}
    for field, cell in [("r1.w.staff", "many"), ("r2.w.revenue", "[5, 3)"), ("r3.t.scale", "enormous")]:
        answer = client.post(f"{AT}/2/save", grid | {field: cell}, headers={"accept": "application/json"})
        assert answer.status_code == 422 and list(answer.json()["problems"]) == [field]
    for when in ({"staff": "many"}, {"staff": "≥ ≥ 3"}):
        broken = replace(kept, rows=(replace(kept.rows[0], when=when), *kept.rows[1:]))
        with cast.acting("erin"), pytest.raises((Refusal, Unreadable)):
            editing.save(draft, broken, draft.edition)
    now = TableVersion.objects.get(pk=draft.pk)
    assert now.edition == draft.edition and now.read == kept
    assert client.post(f"{AT}/2/save", grid, headers={"accept": "application/json"}).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_comes_back_as_it_left(enter, draft, kind):
    client = enter("erin")
    file = client.get(f"{AT}/2/export?format={kind}")
    before = draft.read
    answer = client.post(f"{AT}/2/import", {"file": SimpleUploadedFile(f"t.{kind}", file.content)})
    assert answer.status_code == 302, answer.content.decode()
    assert TableVersion.objects.get(pk=draft.pk).read == before


def test_a_file_with_wrong_cells_is_refused_cell_by_cell(enter, draft):
    lines = "Row,Staff,Annual revenue,Scale,Note\nr1,many,≥ 5,Large enterprise,\n,≥ 3,[9,huge,\n"
    answer = enter("erin").post(f"{AT}/2/import", {"file": SimpleUploadedFile("t.csv", lines.encode())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'<td class="num">{place}</td>' in page for place in ("B2", "C3", "D3"))
    assert TableVersion.objects.get(pk=draft.pk).edition == 1


def test_a_column_is_added_and_taken_out_but_not_one_the_product_asks(enter, draft):
    client = enter("erin")
    client.post(f"{AT}/2/columns", {"label": "Treated by", "role": "output", "kind": "choice", "choices": "Team\nDesk", "key": ""})
    client.post(f"{AT}/2/columns", {"label": "产业园区", "role": "input", "kind": "yes_no", "choices": "", "key": ""})
    content = TableVersion.objects.get(pk=draft.pk).read
    assert [column.key for column in content.outputs] == ["scale", "treated_by"] and content.inputs[-1].key == "column_1"
    client.post(f"{AT}/2/columns/treated_by/drop")
    client.post(f"{AT}/2/columns/scale/drop")
    client.post(f"{AT}/2/policy", {"hit": "collect"})
    content = TableVersion.objects.get(pk=draft.pk).read
    assert [column.key for column in content.outputs] == ["scale"] and content.hit == "collect"


def test_many_records_are_replayed_by_the_worker(enter, draft, monkeypatch, cast, django_capture_on_commit_callbacks):
    monkeypatch.setattr(impact, "AT_ONCE", 1)
    with cast.acting("alice"):
        for n in range(3):
            make(Customer, name=f"Firm {n}", employees=50, annual_revenue=4_000_000, owner=cast.person("alice"))
    content = draft.read.kept()
    content["rows"][2]["then"]["scale"] = "large"
    TableVersion.objects.filter(pk=draft.pk).update(content=content)
    client = enter("erin")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{AT}/2/what-if")
    page = client.get(f"{AT}/2?impact=last").content.decode()
    assert "Firm 2" in page and '<b class="num">3</b>' in page
    assert "Firm 2" not in enter("frank").get(f"{AT}/2?impact=last").content.decode()


def test_a_parameter_is_set_only_by_those_who_may(enter):
    asked = {"value": "21", "effective_on": "2099-01-01", "reason": "Slower"}
    enter("alice").post("/policy/parameters/opp.idle", asked)
    assert not ParameterValue.objects.exists()
    assert enter("erin").post("/policy/parameters/opp.idle", asked).status_code == 302
    assert enter("erin").post("/policy/parameters/opp.idle", asked | {"value": "soon"}).status_code == 422
    assert ParameterValue.objects.get().by.name == "Erin"
    page = enter("alice").get("/policy/parameters?own=1").content.decode()
    assert "opp.idle" in page and "21 days" in page and "nego.close" not in page


def test_bytes_that_are_no_table_are_refused(enter, draft):
    answer = enter("erin").post(f"{AT}/2/import", {"file": SimpleUploadedFile("t.xlsx", BytesIO(b"PK\x03\x04nothing").getvalue())})
    assert answer.status_code == 422


def test_programs_read_parameters_and_ask_tables(enter):
    client = enter("alice")
    told = client.get("/api/policy/parameters?on=2026-03-01").json()
    idle = next(one for one in told["items"] if one["key"] == "profile.minimum.L")
    assert (idle["value"], idle["told"], idle["clauses"], told["on"]) == ("0.95", "95%", ["3.3.1b"], "2026-03-01")
    found = client.get("/api/policy/tables/credit.approvers/answer?limit=20万").json()
    assert found["answers"] == {"approvers": ["FIN"]} and found["href"] == "/policy/tables/credit.approvers/1?row=r1"
    wrong = client.get("/api/policy/tables/credit.approvers/answer?limit=lots&colour=red")
    assert wrong.status_code == 422 and set(wrong.json()["fields"]) == {"limit", "colour"}
    assert client.get("/api/policy/tables/credit.approvers/answer").status_code == 422
    assert client.get("/api/policy/tables/nothing/answer").status_code == 404
    assert client.get("/api/policy/parameters?on=soon").status_code == 422
    assert client.post("/api/policy/parameters").status_code in (403, 405)
