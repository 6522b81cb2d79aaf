"""Files that go with a new record: kept with its draft, its in one transaction, gone when the draft is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.kit.files import samples
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.kit.drafts import keeping as drafts
from xianji.kit.files import drafted
from xianji.kit.files.models import Attachment, DraftFile
from xianji.kit.refusals import Refused

LIST, KEY = "/customers/customers/", "0" * 32
MILL = {"name": "Crane Mill", "registration_type": "none", "country": "CN", "draft": KEY}


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def pdf(name: str = "offer.pdf", more: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.PDF + more)


def take(client: Any, *files: Any, **more: Any) -> Any:
    return client.post(f"{LIST}draft/files", {"draft": KEY, "files": list(files), **more})


def kept(disk: Path) -> int:
    return len([one for one in disk.rglob("*") if one.is_file()])


def test_they_are_the_records_when_it_is_made(enter: Any, disk: Path) -> None:
    alice = enter("alice")
    assert take(alice, pdf(), pdf("same.pdf")).status_code == 200
    alice.post(f"{LIST}new", {**MILL, "attached": "1"})
    made = Customer.unscoped.get()
    assert Attachment.objects.get().record_id == made.pk and not DraftFile.objects.exists() and kept(disk) == 1
    assert Entry.objects.get(verb="attach").changes["file"][1] == "offer.pdf"
    assert alice.get(f"{LIST}{made.pk}/files/{Attachment.objects.get().pk}").status_code == 200


def test_without_scripts_they_come_with_the_form_and_survive_its_refusal(enter: Any) -> None:
    alice = enter("alice")
    refused = alice.post(f"{LIST}new", {**MILL, "name": "", "files": [pdf()]})
    assert refused.status_code == 422 and [one["name"] for one in refused.context["attached"]["files"]] == ["offer.pdf"]
    alice.post(f"{LIST}new", {**MILL, "attached": "1", "files": [pdf("b.pdf", b" ")]})
    assert Attachment.objects.filter(record_id=Customer.unscoped.get().pk).count() == 2


def test_nothing_is_made_when_a_file_is_not_taken(enter: Any, disk: Path) -> None:
    alice, bad = enter("alice"), SimpleUploadedFile("run.exe", b"MZ")
    assert take(alice, bad).status_code == 422
    assert alice.post(f"{LIST}new", {**MILL, "files": [bad]}).status_code == 422
    assert not Customer.unscoped.exists() and kept(disk) == 0


def test_a_refused_record_leaves_them_with_the_draft(enter: Any, monkeypatch: Any) -> None:
    def refuse(*_given: Any, **_more: Any) -> None:
        raise Refused("no")

    take(enter("alice"), pdf())
    monkeypatch.setattr(verbs, "create", refuse)
    enter("alice").post(f"{LIST}new", {**MILL, "attached": "1"})
    assert DraftFile.objects.count() == 1 and not Attachment.objects.exists()


def test_only_their_giver_meets_them_and_they_have_a_bound(enter: Any, monkeypatch: Any) -> None:
    take(enter("alice"), pdf())
    enter("bob").post(f"{LIST}draft/files", {"draft": KEY, "drop": DraftFile.objects.get().pk})
    enter("carol").post(f"{LIST}new", {**MILL, "attached": "1"})
    assert DraftFile.objects.count() == 1 and not Attachment.objects.exists()
    monkeypatch.setattr(drafted, "MOST", 1)
    assert take(enter("alice"), pdf("b.pdf", b" ")).status_code == 422
    monkeypatch.setattr(drafted, "ALL", 10)
    assert enter("alice").post(f"{LIST}draft/files", {"draft": "1" * 32, "files": [pdf()]}).status_code == 422
    assert take(enter("dave"), pdf()).status_code == 404, "who makes no customers"


def test_they_go_with_the_draft(enter: Any, disk: Path, django_capture_on_commit_callbacks: Any) -> None:
    alice = enter("alice")
    for way in ("drop", "unwanted", "old"):
        take(alice, pdf())
        assert kept(disk) == 1
        with django_capture_on_commit_callbacks(execute=True):
            if way == "drop":
                alice.post(f"{LIST}draft", {"drop": KEY})
            elif way == "unwanted":
                take(alice, drop=DraftFile.objects.get().pk)
            else:
                DraftFile.objects.update(added_at=timezone.now() - timedelta(days=31))
                drafts.forget_old()
        assert kept(disk) == 0 and not DraftFile.objects.exists(), way
