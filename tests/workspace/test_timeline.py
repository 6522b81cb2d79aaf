"""The timeline of a record: who sees it, what it tells, how one adds to it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit import sets, store, verbs
from xianji.kit.said import named, sentence
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.activities.timeline import PAGE, timeline
from xianji.workspace.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast):
    return make(Customer, name="栖梧半导体", owner=cast.person("alice"))


def write(subject, about, owner, days=0, kind="call"):
    at = timezone.now() - timedelta(days=days)
    return make(Activity, subject=subject, kind=kind, about_label=about.label(), about_id=about.pk, owner=owner, at=at)


def told(cast, name, record, show=""):
    with cast.acting(name):
        return [item["title"] for item in timeline(record, show)[0]]


def test_everybody_who_sees_the_record_sees_what_was_said_about_it(cast, customer, enter):
    write("价格", customer, cast.person("bob"), 1)
    assert any("价格" in title for title in told(cast, "alice", customer)), "written by her leader, not her own"
    page = enter("alice").get(f"/customers/customers/{customer.pk}").content.decode()
    assert "价格" in page and 'id="timeline"' in page
    assert enter("carol").get(f"/customers/customers/{customer.pk}").status_code == 404


def test_newest_first_with_what_was_done(cast, customer):
    write("第二次", customer, cast.person("alice"), 1)
    write("第一次", customer, cast.person("alice"), 9)
    with cast.acting("bob"):
        verbs.hand_over(customer, cast.person("bob"), reason="Maternity leave")
    found = told(cast, "bob", customer)
    assert [n for n, t in enumerate(found) if "第" in t] == [2, 3], found
    with cast.acting("bob"):
        handed = timeline(customer, "changes")[0][0]
    assert "Alice → Bob" in handed["meta"] and handed["text"] == "Maternity leave"


def test_what_was_done_again_and_again_is_told_once_and_how_often(cast, customer):
    with cast.acting("bob"):
        for street in ("1 Harbour Road", "2 Harbour Road", "3 Harbour Road"):
            customer.address = street
            store.change(customer, verb="count")
        [counted, *others] = timeline(customer)[0]
    assert counted["times"] == 3 and [item["times"] for item in others] == [1]


def test_it_can_be_narrowed_to_one_kind(cast, customer):
    write("通话", customer, cast.person("alice"), kind="call")
    write("面谈", customer, cast.person("alice"), kind="meeting")
    assert ["面谈" in title for title in told(cast, "alice", customer, "meeting")] == [True]
    assert not any("面谈" in title for title in told(cast, "alice", customer, "changes"))


def test_a_customer_tells_of_its_contacts_only_to_those_who_see_them(cast, customer):
    contact = make(Contact, name="沈若棠", customer=customer, owner=cast.person("alice"))
    hidden = make(Contact, name="韩彻", customer=customer, owner=cast.person("carol"))
    write("谈样品", contact, cast.person("alice"))
    write("谈别的", hidden, cast.person("carol"))
    with cast.acting("alice"):
        items, _older = timeline(customer)
    assert [item["other"][0] for item in items if item["other"]] == ["沈若棠"]


def test_deleted_activities_are_gone_and_plain_changes_stay_in_the_history(cast, customer, as_system):
    activity = write("误记", customer, cast.person("alice"))
    verbs.delete(activity)
    verbs.change(customer, {"address": "1 Harbour Road"})
    found = told(cast, "alice", customer)
    assert not any("误记" in title for title in found) and len(found) == 1


def test_what_is_older_comes_on_the_next_page(cast, customer):
    for days in range(PAGE + 5):
        write(f"n{days}", customer, cast.person("alice"), days, kind="note")
    with cast.acting("alice"):
        first, older = timeline(customer, "note")
        second, none = timeline(customer, "note", older)
    assert (len(first), len(second), none) == (PAGE, 5, None)
    assert not {item["title"] for item in first} & {item["title"] for item in second}


def test_one_writes_down_a_call_without_scripts(cast, customer, enter):
    alice = enter("alice")
    address = f"/workspace/activities/about/customers.customer/{customer.pk}"
    assert alice.get(address).status_code == 200
    posted = {"kind": "call", "subject": "报价", "text": "下周回复", "at": "2026-03-01T09:30", "minutes": "12"}
    assert alice.post(address, posted).status_code == 302
    made = Activity.unscoped.get()
    assert (made.owner, made.about_id, made.minutes) == (cast.person("alice"), customer.pk, 12)
    assert alice.post(address, {**posted, "subject": ""}).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("carol", 404), ("dave", 404)])
def test_nobody_writes_about_what_he_may_not_see_nor_without_the_right(cast, customer, enter, name, status):
    address = f"/workspace/activities/about/customers.customer/{customer.pk}"
    assert enter(name).post(address, {"kind": "call", "subject": "x", "at": "2026-03-01T09:30"}).status_code == status
    assert enter("alice").post("/workspace/activities/about/no.such/1").status_code == 404
    assert not Activity.unscoped.exists()


def test_an_activity_leads_to_its_record_unless_it_may_not_be_seen(cast, customer, enter):
    activity = write("价格", customer, cast.person("carol"))
    page = enter("carol").get(f"/workspace/activities/{activity.pk}").content.decode()
    assert "栖梧" not in page
    own = write("价格", customer, cast.person("alice"))
    assert "栖梧半导体" in enter("alice").get(f"/workspace/activities/{own.pk}").content.decode()


def test_everything_stands_in_one_line_and_each_kind_alone(cast, customer, enter, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.kit.files import samples
    from xianji.kit.comments import keeping

    settings.MEDIA_ROOT = tmp_path
    write("谈样品", customer, cast.person("alice"), 1)
    alice, at = enter("alice"), f"/customers/customers/{customer.pk}"
    alice.post(f"{at}/files", {"files": SimpleUploadedFile("offer.pdf", samples.PDF)})
    alice.post(f"{at}/tags", {"tags": "VIP"})
    with cast.acting("bob"):
        keeping.comment(customer, "请今天跟进")
        verbs.hand_over(customer, cast.person("bob"))
    assert told(cast, "bob", customer)[:3] == ["Handed over", "Bob", "Tags changed"]
    assert told(cast, "bob", customer, "comments") == ["Bob"]
    assert told(cast, "bob", customer, "files") == ["File added"]
    with cast.acting("bob"):
        [file] = timeline(customer, "files")[0]
        [said] = timeline(customer, "comments")[0]
    assert file["meta"] == "Alice · offer.pdf" and said["text"] == "请今天跟进"
    assert said["href"].startswith(f"{at}?tab=comments#comment-")
    page = enter("bob").get(f"{at}?show=comments").content.decode()
    assert "请今天跟进" in page and "谈样品" not in page


def test_moves_between_states_stand_alone(cast, enter):
    from xianji.sales.models import Opportunity

    deal = make(Opportunity, name="Second line", owner=cast.person("alice"), stage="needs", amount=5)
    at = f"/sales/opportunities/{deal.pk}"
    enter("alice").post(f"{at}/do/advance", {"version": 1})
    enter("alice").post(f"{at}/tags", {"tags": "VIP"})
    with cast.acting("alice"):
        assert [item["icon"] for item in timeline(deal, "states")[0]][1:] == ["plus"]
    assert 'href="?show=states"' in enter("alice").get(at).content.decode()


@pytest.mark.parametrize("page", [1, 2, 3])
def test_nothing_is_lost_between_pages_though_all_happened_in_one_moment(cast, customer, monkeypatch, page):
    from xianji.audit.models import Entry
    from xianji.kit.comments import keeping
    from xianji.kit.comments.models import Comment
    from xianji.workspace.activities import timeline as module

    monkeypatch.setattr(module, "PAGE", page)
    at = timezone.now()
    with cast.acting("bob"):
        for n in range(3):
            write(f"n{n}", customer, cast.person("alice"))
            keeping.comment(customer, f"c{n}")
            verbs.hand_over(customer, cast.person("bob"), reason=f"h{n}")
        Activity.unscoped.update(at=at)
        Comment.objects.update(made_at=at)
        Entry.objects.filter(record_id=customer.pk, label=customer.label()).update(at=at)
        found, mark, pages = [], None, 0
        while pages == 0 or mark:
            items, mark = timeline(customer, "", mark)
            found += [item["mark"] for item in items]
            pages += 1
    assert len(found) == len(set(found)) == 10 and found == sorted(found, reverse=True)


@pytest.mark.parametrize(("language", "words"), [("en", "A deal was won."), ("zh-hans", "有商机赢单。")])
def test_why_something_happened_by_itself_is_told_to_each_in_their_own_language(cast, customer, language, words):
    with acting(SYSTEM), override("zh-hans"):
        sets.change_many(Customer.unscoped.filter(pk=customer.pk), {"state": "dormant"}, verb="lose",
                         reason=sentence(named(Customer.by_itself["active"])))  # fmt: skip
    with cast.acting("alice"), override(language):
        assert str(Customer.by_itself["active"]) == words
        assert timeline(customer, "changes")[0][0]["text"] == words


def test_what_a_person_gave_as_the_reason_is_told_as_it_was_written(cast, customer):
    with cast.acting("bob"), override("zh-hans"):
        verbs.hand_over(customer, cast.person("bob"), reason='Export {"a": 1}')
        assert timeline(customer, "changes")[0][0]["text"] == 'Export {"a": 1}'
