"""Who is forgotten is found nowhere any more, while the journal stays whole and others keep what is theirs."""

import json
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.kit.files import samples
from tests.kit.forgetting.traces import everywhere
from tests.making import make
from xianji.audit.digests import WORDS
from xianji.audit.models import Entry
from xianji.audit.proof import verify
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact, Customer, Lead
from xianji.kit import outbox, verbs
from xianji.kit.api.models import IdempotentAnswer
from xianji.kit.comments import keeping as comments
from xianji.kit.comments.models import Comment
from xianji.kit.drafts.models import Draft
from xianji.kit.exports.order import folder
from xianji.kit.files import keeping as files
from xianji.kit.forgetting.gathering import gather
from xianji.kit.forgetting.keeping import forget, look_again
from xianji.kit.forgetting.known import finder
from xianji.kit.imports.models import Batch
from xianji.kit.jobs.models import Job
from xianji.kit.merging import keeping as merging
from xianji.workspace.models import Activity, Notice, Task

NAME, MOBILE, MAIL = "Quillon Heron", "138 0013 8000", "quillon@heron.example"
WORDS_OF = [NAME, MOBILE, "13800138000", MAIL, "Quillon"]


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


@pytest.fixture
def quillon(cast: Any, home: Path) -> Contact:
    """Somebody with traces wherever the product keeps any."""
    alice = cast.person("alice")
    with cast.acting("alice"):
        firm = make(Customer, name="Annual Heron Ltd", owner=alice, need_profile=f"Ask {NAME} on {MOBILE}; annual order")
        one = make(Contact, name=NAME, mobile=MOBILE, email=MAIL, job="Head of Quillon", customer=firm, owner=alice)
        verbs.change(one, {"name": "Quillon Heron jun."})
        one = verbs.change(one, {"name": NAME})
        comments.comment(one, f"{NAME} likes tea")
        comments.comment(firm, f"Write to {MAIL.upper()}, says {NAME}")
        lost = files.attach(one, "quillon.pdf", BytesIO(samples.PDF), len(samples.PDF))
        files.detach(one, lost)
        make(Activity, subject=f"Call {NAME}", text=MOBILE, about_label=one.label(), about_id=one.pk, owner=alice)
        make(Task, title=f"Send {NAME} the quote", about_label=firm.label(), about_id=firm.pk, owner=alice)
        write_down(one, "refused", note=f"{NAME} was angry")
    pair = {"about_label": one.label(), "about_id": one.pk}
    Notice.objects.create(person=alice, kind="task", message="%(title)s", values={"title": NAME}, key="a", **pair)
    Notice.objects.create(person=alice, kind="task", message="%(title)s", values={"title": f"Visit {NAME}"}, key="b")
    user = cast.users["alice"]
    Draft.objects.create(user=user, form=one.label(), key="1" * 32, text=json.dumps({"mobile": [MOBILE]}), kept_at=timezone.now())
    Draft.objects.create(user=user, form=firm.label(), key="2" * 32, text=json.dumps({"name": ["Kestrel"]}), kept_at=timezone.now())
    batch = Batch(key="3" * 32, label=one.label(), file_name="people.csv", sha256="", report={"rows": [[NAME, "张三"]]})
    batch.file.save("people.csv", ContentFile(f"name\n{NAME}\n".encode()))
    folder().mkdir(exist_ok=True)
    (folder() / "a.csv").write_text(f"{NAME},{MAIL}")
    (folder() / "b.csv").write_text("Kestrel")
    outbox.send("mail", {"subject": f"News of {NAME}"}, "k")
    IdempotentAnswer.objects.create(user=user, key="k", digest="", content=json.dumps({"name": "张三", "email": MAIL}))
    Job.objects.create(kind="x", title="Looked for Quillon Heron", state="done", order={"q": NAME}, user=user)
    return one


def test_nothing_is_left_anywhere_and_the_chain_holds(
    quillon: Contact, cast: Any, home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    verify()
    assert len(everywhere(WORDS_OF, home)) > 15
    with cast.acting("frank"), django_capture_on_commit_callbacks(execute=True):
        counts = forget(quillon, "Request DR-000001")
    assert not everywhere(WORDS_OF, home)
    assert counts.keys() >= {"comments", "files", "drafts", "imports", "exports", "queue", "notices", "texts", "journal", "consents"}
    report = verify()
    assert not report.problems and report.erased == counts["journal"] + 1  # and the note in the ledger
    row = Contact.unscoped.get(pk=quillon.pk)
    assert (row.name, row.mobile, row.mobile_mark, row.customer_id) == (f"— {quillon.number}", "", "", quillon.customer_id)
    firm = Customer.unscoped.get(pk=quillon.customer_id)
    assert (firm.name, firm.need_profile) == ("Annual Heron Ltd", "Ask — on —; annual order")
    assert Draft.objects.get().key == "2" * 32 and [path.name for path in folder().glob("*")] == ["b.csv"]
    again = make(Contact, name="Somebody", mobile=MOBILE)
    assert may_contact(again, "call").code == "refused"


def test_an_erased_title_cannot_be_filled_in_again_nor_taken_without_an_order(quillon: Contact, as_system: None, home: Path) -> None:
    forget(quillon, "a request")
    assert not verify().problems
    entry = Entry.objects.filter(label=quillon.label(), record_id=quillon.pk, erased__has_key=WORDS).earliest("pk")
    Entry.objects.filter(pk=entry.pk).update(title="Somebody else")
    assert len(verify().problems) >= 1
    Entry.objects.filter(pk=entry.pk).update(title="", verb="win")
    assert len(verify().problems) == 1
    Entry.objects.filter(pk=entry.pk).update(verb=entry.verb, erased=entry.erased | {WORDS: [entry.erased[WORDS][0], "0" * 64]})
    assert len(verify().problems) == 2


def test_who_was_merged_into_them_and_the_lead_they_were_go_along(as_system: None, home: Path, django_capture_on_commit_callbacks: Any) -> None:
    firm = make(Customer)
    other = make(Lead, company="Kestrel", person="Quentin", mobile="13900139000")
    lead = make(Lead, company="Heron", person=NAME, mobile="+86 138 0013 8000", need=f"{NAME} needs lamps")
    old, new = (make(Contact, name=name, customer=firm) for name in ("Quillon H.", NAME))
    Contact.unscoped.filter(pk=new.pk).update(mobile=MOBILE)
    Lead.unscoped.filter(pk__in=[lead.pk, other.pk]).update(contact=new, customer=firm)
    merging.merge(Contact.unscoped.get(pk=new.pk), [old], {})
    with django_capture_on_commit_callbacks(execute=True):
        forget(new, "a request")
    assert not everywhere(["Quillon"], home)
    assert Lead.unscoped.get(pk=other.pk).person == "Quentin" and Lead.unscoped.get(pk=lead.pk).deleted_at is not None


@pytest.mark.parametrize(("word", "text", "found"), [
    ("Ann", "annual", False), ("Ann", "ask ANN.", True), ("13800138000", "+8613800138000", False), ("王伟", "找王伟谈", True),
    ("+8613800138000", "on +8613800138000!", True), ("13800138000", "138-0013 8000", True),
])  # fmt: skip
def test_words_are_found_whole(word: str, text: str, found: bool) -> None:
    assert bool(finder({word}).search(text)) is found


def test_texts_are_read_once_for_many_and_what_was_written_meanwhile_once_more(
    quillon: Contact, cast: Any, home: Path, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make(Contact, name="欧阳鹭", mobile="139-1111 2222", email="otis@crane.example")
    firm = make(Customer, name="Swift Ltd", need_profile=f"Their man: {MAIL.upper()}; or (139) 1111-2222, not 1391111222")
    late = make(Customer, name="Robin Ltd", owner=cast.person("alice"))
    with cast.acting("alice"):
        comments.comment(late, f"{NAME} is nobody's secret, {MAIL} is")
    IdempotentAnswer.objects.create(user=cast.users["alice"], key="m", digest="", content=json.dumps({"name": other.name}))
    reading = re.compile(r'SELECT [^;]*FROM "(kit_(?:comment|draft|batch|letter|idempotentanswer|job)|workspace_notice)"(?! WHERE)')
    with monkeypatch.context() as alone:
        alone.setattr("xianji.kit.forgetting.sweeping.occurring", lambda *_asked: pytest.fail("each by itself"))
        alone.setattr("xianji.kit.forgetting.traces.occurring", lambda *_asked: pytest.fail("each by itself"))
        with cast.acting("frank"), django_capture_on_commit_callbacks(execute=True), CaptureQueriesContext(connection) as asked:
            found = gather([quillon, other])
            Customer.unscoped.filter(pk=late.pk).update(need_profile=f"Call {MOBILE}", updated_at=timezone.now())
            outbox.send("mail", {"subject": f"Meanwhile {NAME}"}, "late")
            for one in (quillon, other):
                forget(one, "a night", found)
            assert Customer.unscoped.get(pk=firm.pk).need_profile == "Their man: —; or (139) 1111-2222, not 1391111222"
            assert MOBILE in Customer.unscoped.get(pk=late.pk).need_profile
            assert look_again(found) == 2
    whole = Counter(table[1] for one in asked.captured_queries if (table := reading.search(one["sql"])))
    assert len(whole) == 7 and set(whole.values()) == {2}, "once, and once more"
    assert Customer.unscoped.get(pk=late.pk).need_profile == "Call —"
    assert Comment.objects.get(record_id=late.pk, label=late.label()).text == f"{NAME} is nobody's secret, — is"
    Comment.objects.filter(record_id=late.pk).delete()
    assert not everywhere([*WORDS_OF, "欧阳鹭"], home) and not verify().problems
