"""Comments, files and tags of a record through the API: with its rights, its checks and its traces."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kit.files import samples
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.comments.models import Comment
from xianji.kit.files.models import Attachment

AT = "/api/customers/customers"


@pytest.fixture
def firm(cast: Any, settings: Any, tmp_path: Any) -> Customer:
    settings.MEDIA_ROOT = tmp_path
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


def send(client: Any, method: str, path: str, content: Any = None) -> Any:
    return client.generic(method, path, "" if content is None else content, content_type="application/json")


def test_comments_are_told_made_and_taken_back(firm: Customer, enter: Any) -> None:
    alice, at = enter("alice"), f"{AT}/{firm.pk}/comments"
    made = send(alice, "POST", at, '{"text": "@Bob look"}')
    assert made.status_code == 201 and made.json()["by"]["title"] == "Alice"
    assert send(alice, "POST", at, '{"text": "@Carol look"}').json()["fields"]["text"]
    assert send(alice, "POST", at, '{"text": "  "}').status_code == 422
    assert [one["text"] for one in enter("bob").get(at).json()["items"]] == ["@Bob look"]
    assert send(enter("erin"), "DELETE", f"{at}/{made.json()['id']}").status_code == 403
    assert enter("carol").get(at).status_code == send(enter("carol"), "POST", at, '{"text": "x"}').status_code == 404
    assert send(alice, "DELETE", f"{at}/{made.json()['id']}").status_code == 204
    assert send(alice, "DELETE", f"{at}/{made.json()['id']}").status_code == 404
    assert Comment.objects.get().deleted_at and {alice.get(f"{at}?before={text}").status_code for text in ("x", "9" * 5000)} == {400}


def test_comments_are_paged(firm: Customer, enter: Any, cast: Any) -> None:
    from xianji.kit.comments import keeping

    with cast.acting("alice"):
        for n in range(60):
            keeping.comment(firm, f"words {n}")
    at = f"{AT}/{firm.pk}/comments"
    first = enter("alice").get(at).json()
    rest = enter("alice").get(f"{at}?before={first['next']}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (50, 10, None)


def test_files_are_sent_checked_told_and_fetched(firm: Customer, enter: Any) -> None:
    alice, at = enter("alice"), f"{AT}/{firm.pk}/files"
    made = alice.post(at, {"file": SimpleUploadedFile("报价.pdf", samples.PDF)})
    assert made.status_code == 201 and (made.json()["name"], made.json()["kind"]) == ("报价.pdf", "pdf")
    for name, content in (("a.svg", samples.SVG), ("a.png", samples.HTML), ("a.txt", b"")):
        assert alice.post(at, {"file": SimpleUploadedFile(name, content)}).status_code == 422
    assert send(alice, "POST", at, "{}").json()["fields"]["file"]
    assert send(alice, "POST", at, "{").status_code == 422
    broken = alice.generic("POST", at, "--x\r\nbroken", content_type="multipart/form-data; boundary=")
    assert broken.status_code in {400, 422}
    one = f"{at}/{made.json()['id']}"
    fetched = alice.get(one)
    assert b"".join(fetched.streaming_content) == samples.PDF and "sandbox" in fetched["Content-Security-Policy"]
    assert fetched["Content-Disposition"].startswith("attachment")
    assert [each["sha256"] for each in enter("bob").get(at).json()["items"]] == [Attachment.objects.get().digest]
    assert enter("carol").get(one).status_code == enter("carol").get(at).status_code == 404
    assert enter("dave").post(at, {"file": SimpleUploadedFile("b.pdf", samples.PDF)}).status_code == 403
    assert send(alice, "DELETE", one).status_code == 204 and alice.get(one).status_code == 404
    assert list(Entry.objects.filter(source="api").order_by("id").values_list("verb", flat=True))[-1] == "detach"


def test_the_same_upload_with_the_same_key_is_done_once(firm: Customer, enter: Any) -> None:
    alice, at = enter("alice"), f"{AT}/{firm.pk}/files"
    content = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--x--\r\n"
    sent = [alice.generic("POST", at, content, content_type="multipart/form-data; boundary=x", headers={"Idempotency-Key": "k"})
            for _turn in range(2)]  # fmt: skip
    assert [one.status_code for one in sent] == [201, 201] and Attachment.objects.count() == 1
    assert sent[1]["Idempotency-Replayed"] == "true"


def test_tags_are_told_and_settled(firm: Customer, enter: Any) -> None:
    alice, at = enter("alice"), f"{AT}/{firm.pk}/tags"
    assert send(alice, "PATCH", at, '{"tags": ["VIP", "年框", "vip"]}').json() == {"tags": ["VIP", "年框"]}
    assert enter("bob").get(at).json() == {"tags": ["VIP", "年框"]}
    for wrong in ('{"tags": "VIP"}', '{"tags": [1]}', '{"tags": ["' + "x" * 31 + '"]}', "{}"):
        assert send(alice, "PATCH", at, wrong).status_code == 422, wrong
    assert send(enter("dave"), "PATCH", at, '{"tags": []}').status_code == 403
    assert enter("carol").get(at).status_code == 404
