"""Files of a record: for whom, at what limits, with which traces, and how they leave the house."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kit.files import samples
from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Currency
from xianji.customers.models import Customer
from xianji.kit.files import disk
from xianji.kit.files.models import Attachment


@pytest.fixture
def firm(cast: Any, settings: Any, tmp_path: Path) -> Customer:
    settings.MEDIA_ROOT = tmp_path
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


def at(firm: Customer, rest: str = "") -> str:
    return f"/customers/customers/{firm.pk}/files{rest}"


def send(client: Any, firm: Any, *files: tuple[str, bytes]) -> Any:
    return client.post(at(firm), {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_name_of_ours(firm: Customer, enter: Any, tmp_path: Path) -> None:
    assert send(enter("alice"), firm, ("..\\报价.pdf", samples.PDF)).url.endswith("?tab=files")
    kept = Attachment.objects.get()
    [path] = stored(tmp_path)
    assert (kept.name, kept.kind, kept.size, kept.added_by.name) == ("报价.pdf", "pdf", len(samples.PDF), "Alice")
    assert path == disk.path_of(kept.place) and path.read_bytes() == samples.PDF and path.stat().st_mode & 0o077 == 0
    assert "报价" not in str(path) and path.suffix == ""
    [entry] = Entry.objects.filter(verb="attach")
    assert (entry.record_id, entry.changes["file"][:2]) == (firm.pk, [None, "报价.pdf"])


def test_what_is_refused_leaves_nothing_behind(firm: Customer, enter: Any, tmp_path: Path, settings: Any) -> None:
    client = enter("alice")
    send(client, firm, ("a.svg", samples.SVG), ("b.png", samples.HTML), ("c.txt", b""))
    page = client.get(f"/customers/customers/{firm.pk}?tab=files").content.decode()
    assert stored(tmp_path) == [] and not Attachment.objects.exists()
    assert all(name in page for name in ("“a.svg”", "“b.png”", "“c.txt” is empty"))
    settings.FILE_MAX_BYTES = 100
    send(client, firm, ("big.pdf", samples.PDF))
    assert stored(tmp_path) == [] and "at most 100 B" in client.get(at(firm)[:-6] + "?tab=files").content.decode()


def test_a_failure_after_the_bytes_takes_them_away_again(
    firm: Customer, enter: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    from xianji.kit.files import keeping

    def fail(*given: Any) -> None:
        raise RuntimeError("the journal is away")

    monkeypatch.setattr(keeping, "tell", fail)
    with pytest.raises(RuntimeError):
        send(enter("alice"), firm, ("a.pdf", samples.PDF))
    assert stored(tmp_path) == [] and not Attachment.objects.exists()


def test_good_ones_are_taken_beside_bad_ones_and_none_twice(firm: Customer, enter: Any, settings: Any) -> None:
    client = enter("alice")
    send(client, firm, ("a.pdf", samples.PDF), ("b.svg", samples.SVG), ("c.pdf", samples.PDF))
    assert [one.name for one in Attachment.objects.all()] == ["a.pdf"]
    settings.FILES_PER_RECORD = 1
    send(client, firm, ("d.png", samples.png()))
    assert Attachment.objects.count() == 1


def test_a_file_leaves_the_house_as_what_it_is_and_runs_nowhere(firm: Customer, enter: Any) -> None:
    client = enter("alice")
    send(client, firm, ("图 1.png", samples.png()), ("offer.pdf", samples.PDF), ("notes.txt", b"hello"))
    picture, offer, notes = Attachment.objects.order_by("pk")
    for one in (picture, offer, notes):
        answer = client.get(at(firm, f"/{one.pk}"))
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"] and int(answer["Content-Length"]) == one.size
    assert "filename*=utf-8''%E5%9B%BE%201.png" in client.get(at(firm, f"/{picture.pk}"))["Content-Disposition"]
    shown = client.get(at(firm, f"/{picture.pk}/inline"))
    assert (shown["Content-Type"], shown["Content-Disposition"][:6]) == ("image/png", "inline")
    assert "sandbox" in shown["Content-Security-Policy"] and b"".join(shown.streaming_content) == samples.png()
    read = client.get(at(firm, f"/{offer.pk}/inline"))
    assert read["Content-Type"] == "application/pdf" and "script-src" not in read["Content-Security-Policy"]
    assert "default-src 'none'" in read["Content-Security-Policy"] and read["X-Content-Type-Options"] == "nosniff"
    assert client.get(at(firm, f"/{notes.pk}/inline")).status_code == client.get(at(firm, f"/{notes.pk}/show")).status_code == 404


def test_scope_is_asked_each_time(firm: Customer, enter: Any, cast: Any) -> None:
    alice, carol, dave = enter("alice"), enter("carol"), enter("dave")
    send(alice, firm, ("a.png", samples.png()))
    kept = Attachment.objects.get()
    for rest in (f"/{kept.pk}", f"/{kept.pk}/inline", f"/{kept.pk}/show"):
        assert (alice.get(at(firm, rest)).status_code, carol.get(at(firm, rest)).status_code) == (200, 404)
    assert send(carol, firm, ("b.pdf", samples.PDF)).status_code == 404
    assert carol.post(at(firm, f"/{kept.pk}/delete")).status_code == 404
    other = make(Customer, name="Crane", owner=cast.person("carol"))
    for rest in (f"/{kept.pk}", f"/{kept.pk}/inline", f"/{kept.pk}/show"):
        assert carol.get(at(other, rest)).status_code == 404, "another record's file through one's own"
    assert dave.get(at(firm, f"/{kept.pk}")).status_code == 200
    send(dave, firm, ("b.pdf", samples.PDF))
    assert Attachment.objects.count() == 1, "who only reads adds nothing"
    assert dave.post(at(firm, f"/{kept.pk}/delete")).status_code == 403


def test_who_loses_the_record_loses_its_files(firm: Customer, enter: Any, cast: Any) -> None:
    alice = enter("alice")
    send(alice, firm, ("a.png", samples.png()))
    kept = Attachment.objects.get()
    enter("erin").post(f"/customers/customers/{firm.pk}/hand-over", {"to": "Carol"})
    assert alice.get(at(firm, f"/{kept.pk}")).status_code == 404
    assert enter("carol").get(at(firm, f"/{kept.pk}")).status_code == 200


def test_a_deleted_file_comes_back(firm: Customer, enter: Any, tmp_path: Path) -> None:
    client = enter("alice")
    send(client, firm, ("a.png", samples.png()))
    kept = Attachment.objects.get()
    client.post(at(firm, f"/{kept.pk}/delete"))
    assert client.get(at(firm, f"/{kept.pk}")).status_code == 404 and stored(tmp_path)
    client.post(at(firm, f"/{kept.pk}/restore"))
    assert client.get(at(firm, f"/{kept.pk}")).status_code == 200
    verbs = Entry.objects.filter(label="customers.customer", record_id=firm.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["create", "attach", "detach", "reattach"]


def test_files_go_to_the_trash_with_their_record(firm: Customer, enter: Any) -> None:
    erin = enter("erin")
    send(erin, firm, ("a.png", samples.png()))
    kept = Attachment.objects.get()
    erin.post(f"/customers/customers/{firm.pk}/delete")
    assert erin.get(at(firm, f"/{kept.pk}")).status_code == 404 and send(erin, firm, ("b.pdf", samples.PDF)).status_code == 404
    assert "tab=files" not in erin.get(f"/customers/customers/{firm.pk}").content.decode()
    erin.post(f"/customers/customers/{firm.pk}/restore")
    assert erin.get(at(firm, f"/{kept.pk}")).status_code == 200


def test_the_history_tells_of_files(firm: Customer, enter: Any) -> None:
    client = enter("alice")
    send(client, firm, ("offer.pdf", samples.PDF))
    [entry, _created] = client.get(f"/customers/customers/{firm.pk}?tab=history").context["panels"][0]["entries"]
    assert (str(entry["what"]), entry["changes"]) == ("File added", [{"label": "File", "old": "—", "new": "offer.pdf"}])
    assert "offer.pdf" in client.get(f"/customers/customers/{firm.pk}").content.decode(), "on the timeline too"


def test_the_tab_costs_no_more_with_many_files(firm: Customer, enter: Any, django_assert_num_queries: Any) -> None:
    client, tab = enter("alice"), f"/customers/customers/{firm.pk}?tab=files"
    for n in range(12):
        send(client, firm, (f"{n}.png", samples.png(red=n)))
    client.get(tab)
    with django_assert_num_queries(4):
        page = client.get(tab).content.decode()
    assert page.count('/inline"') == 12


def test_look_ups_have_files_too_and_a_resource_may_opt_out(enter: Any, cast: Any, settings: Any, tmp_path: Path) -> None:
    from xianji.kit import registry
    from xianji.kit.web.urls import patterns_of

    settings.MEDIA_ROOT = tmp_path
    franc = make(Currency, code="CHF", name="Franc")
    address = f"/catalog/currencies/{franc.pk}"
    enter("erin").post(f"{address}/files", {"files": SimpleUploadedFile("a.pdf", samples.PDF)})
    assert Attachment.objects.get().label == "catalog.currency"
    resource = registry.resource_of(Currency)
    type(resource).files = False
    try:
        assert not [one for one in patterns_of(resource) if "files" in str(one.pattern)]
        assert "tab=files" not in enter("erin").get(address).content.decode()
    finally:
        del type(resource).files


def test_more_than_a_request_may_bring_is_refused_before_it_is_kept(firm: Customer, enter: Any, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 200
    assert send(enter("alice"), firm, ("a.pdf", samples.PDF)).status_code == 400
    assert not Attachment.objects.exists()
