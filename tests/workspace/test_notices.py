"""Notices: told once, in the reader's language, at the time and in the way that the reader wants."""

import re
from datetime import datetime, time, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone, translation

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import outbox, registry
from xianji.kit.comments.keeping import comment
from xianji.kit.webhooks import sending
from xianji.workspace.models import Notice, Wishes
from xianji.workspace.notices import jobs, posting, rules
from xianji.workspace.notices.telling import Word, tell, tell_many

pytestmark = pytest.mark.django_db
OWN = "/workspace/notices/settings"
MENTION = "%(who)s mentioned you: %(record)s"
SAVED = {"digest_hour": "8", "quiet_from": "", "quiet_to": "", "hook_url": ""}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=timezone.get_current_timezone())


def told(cast, names="alice", key="k", **more) -> int:
    people = [cast.person(name) for name in names.split()]
    return tell(people, kind="mention", message=MENTION, values={"who": "Bob", "record": "Crane"}, key=key, **more)


def wish(cast, name="alice", **values) -> Wishes:
    return Wishes.objects.create(person=cast.person(name), **values)


@pytest.mark.parametrize(
    ("mode", "now", "urgent", "due"),
    [
        ("off", at(9), True, None), ("never", at(9), False, None), ("at_once", at(9), False, at(9)),
        ("at_once", at(23), False, at(7) + timedelta(days=1)), ("at_once", at(6), False, at(7)), ("at_once", at(7), False, at(7)),
        ("at_once", at(23), True, at(23)), ("digest", at(7, 59), False, at(8)), ("digest", at(8), False, at(8) + timedelta(days=1)),
        ("digest", at(9), True, at(9)),
    ],
)  # fmt: skip
def test_when_a_mail_goes(mode, now, urgent, due):
    assert rules.mail_due(mode, now, hour=8, quiet=(time(22), time(7)), urgent=urgent) == due


def test_quiet_hours_may_lie_within_a_day_or_be_none():
    assert rules.after_quiet(at(12, 30), time(12), time(13)) == at(13) and rules.after_quiet(at(13), time(12), time(13)) == at(13)
    assert rules.after_quiet(at(3), None, None) == at(3) and rules.after_quiet(at(3), time(3), time(3)) == at(3)


def test_nobody_is_told_the_same_twice(cast):
    assert told(cast, "alice bob alice") == 2 and told(cast, "alice bob carol") == 1 and told(cast) == 0
    assert Notice.objects.count() == 3


def test_thousands_are_told_in_few_statements(cast, django_assert_max_num_queries):
    words = [Word(cast.person("alice").pk, "task", "%(count)s task", {"count": n}, f"t:{n}") for n in range(1000)]
    with django_assert_max_num_queries(26):
        assert tell_many(words) == 1000
    with django_assert_max_num_queries(22):
        assert tell_many(words) == 0


def test_a_kind_that_nobody_declares_is_a_mistake_of_ours(cast):
    with pytest.raises(ValueError, match="Nobody declares"):
        tell([cast.person("alice")], kind="nonsense", message="x", values={}, key="k")
    with pytest.raises(ValueError, match="at most 160"):
        told(cast, key="k" * 161)


def test_each_reads_it_in_a_language_of_their_own(cast, enter):
    told(cast)
    with translation.override("zh-hans"):
        assert Notice.objects.get().told == "Bob 提到了你：Crane"
    assert "Bob mentioned you: Crane" in enter("alice", headers={"Accept-Language": "en"}).get("/workspace/notices").content.decode()


def test_one_and_several_are_told_apart(cast):
    tell([cast.person("alice")], kind="task", message="%(count)s notice", plural="%(count)s notices", values={"count": 3}, key="n")
    with translation.override("en"):
        assert Notice.objects.get().told == "3 notices"


def test_who_left_or_has_muted_the_kind_is_not_told(cast):
    wish(cast, modes={"mention": "off"})
    Notice.objects.all().delete()
    assert told(cast) == 0 and told(cast, "bob") == 1


def test_what_is_due_comes_in_one_mail_in_the_readers_language(cast):
    wish(cast, modes={"mention": "at_once"})
    cast.users["alice"].language = "zh-hans"
    cast.users["alice"].save()
    told(cast, key="1"), told(cast, key="2", text="the words of Bob")
    assert posting.post_due() == 1 and posting.post_due() == 0
    outbox.drain()
    [sent] = mail.outbox
    assert sent.to == ["alice@paper-crane.example"] and "提到了你" in sent.body and "the words of Bob" in sent.body
    assert Notice.objects.filter(mail_at=None).exclude(mailed_at=None).count() == 2


def test_quiet_hours_hold_back_all_but_the_urgent_and_deliver_once(cast):
    now = timezone.localtime()
    wish(cast, quiet_from=(now - timedelta(hours=1)).time(), quiet_to=(now + timedelta(hours=1)).time())
    told(cast, key="1"), told(cast, key="2")
    assert posting.post_due() == 0
    told(cast, key="3", urgent=True)
    assert posting.post_due() == 1 and Notice.objects.get(key="3").mailed_at
    with mock.patch("django.utils.timezone.now", return_value=now + timedelta(hours=1, minutes=1)):
        assert posting.post_due() == 1 and posting.post_due() == 0
    outbox.Letter.objects.update(due_at=now)
    outbox.drain()
    assert len(mail.outbox) == 2 and "2 notices" in mail.outbox[1].subject


def test_a_digest_waits_for_its_hour(cast):
    wish(cast, modes={"mention": "digest"}, digest_hour=(timezone.localtime().hour + 2) % 24)
    told(cast, key="1")
    assert posting.post_due() == 0
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(hours=2, minutes=1)):
        assert posting.post_due() == 1


def test_without_an_account_no_mail_is_owed_for_ever(cast):
    cast.users["alice"].is_active = False
    cast.users["alice"].save()
    told(cast)
    assert posting.post_due() == 0 and not Notice.objects.exclude(mail_at=None).exists()


def test_a_mention_is_a_notice_about_its_record(cast, enter):
    customer = make(Customer, name="Crane", owner=cast.person("alice"))
    with cast.acting("bob"):
        comment(customer, "@Alice please look")
    notice = Notice.objects.get(person=cast.person("alice"))
    assert (notice.kind, notice.text, notice.about_id) == ("mention", "@Alice please look", customer.pk)
    alice = enter("alice")
    assert alice.get(f"/workspace/notices/{notice.pk}")["Location"] == f"/customers/customers/{customer.pk}?tab=comments"
    assert Notice.objects.get().read_at is not None
    assert enter("carol").get(f"/workspace/notices/{notice.pk}").status_code == 404


def test_the_list_is_read_one_by_one_or_at_once(cast, enter):
    for n in range(60):
        told(cast, key=f"{n}")
    told(cast, "bob")
    alice = enter("alice", headers={"Accept-Language": "en"})
    first = alice.get("/workspace/notices").content.decode()
    assert first.count('id="notice-') == 50 and "before=" in first
    newest = Notice.objects.filter(person=cast.person("alice")).latest("pk").pk
    row = alice.post(f"/workspace/notices/{newest}/read", headers={"HX-Request": "true"}).content.decode()
    assert "data-unread" not in row and f'id="notice-{newest}"' in row
    assert ">59</span>" in alice.get("/workspace/counts").content.decode()
    alice.post("/workspace/notices/read")
    assert Notice.objects.filter(read_at=None).count() == 1 and "Nothing to read" in alice.get("/workspace/notices?show=unread").content.decode()


def test_the_numbers_beside_the_menu_are_capped_and_cheap(cast, enter, monkeypatch, django_assert_max_num_queries):
    tell_many([Word(cast.person("alice").pk, "mention", MENTION, {"who": "B", "record": "C"}, f"{n}") for n in range(150)])
    alice = enter("alice")
    alice.get("/workspace/counts")
    with django_assert_max_num_queries(8):  # the chapter of risks has a number there
        shown = alice.get("/workspace/counts").content.decode()
    assert 'id="waits-unread" hx-swap-oob="true">99+<' in shown
    for chapter in registry.chapters:
        for name in chapter.counts:
            monkeypatch.setitem(chapter.counts, name, lambda who: 7)
    for name in ("alice", "grace"):
        client = enter(name)
        page, told = client.get("/workspace/tasks/").content.decode(), client.get("/workspace/counts").content.decode()
        assert set(re.findall(r'id="(waits-\w+)"', told)) == set(re.findall(r'id="(waits-\w+)"', page)), "each number has its place"


def test_wishes_are_kept_with_an_entry_and_the_secret_is_told_once(cast, enter):
    alice = enter("alice", headers={"Accept-Language": "en"})
    hook = "https://example.com/hook"
    shown = alice.post(OWN, {**SAVED, "kind_mention": "digest", "quiet_from": "22:00", "quiet_to": "07:00", "hook_url": hook})
    secret = shown.content.decode().split('id="new-secret">')[1].split("<")[0]
    row = Wishes.objects.get()
    assert (row.modes, row.quiet_from, row.hook_secret) == ({"mention": "digest"}, time(22), secret) and len(secret) >= 43
    entry = Entry.objects.get(verb="settle_notices")
    assert secret not in str(entry.changes) and secret not in alice.get(OWN).content.decode()
    assert alice.post(OWN, {**SAVED, "quiet_from": "22:00"}).status_code == 422
    assert alice.post(OWN, {**SAVED, "hook_url": "https://127.0.0.1/x"}).status_code == 422
    assert alice.post(OWN, {**SAVED, "kind_mention": "shout"}).status_code == 422
    assert alice.post(OWN, SAVED).status_code == 302 and Wishes.objects.get().hook_secret == ""


def test_what_the_company_settles_holds_for_those_who_said_nothing(cast, enter):
    at = "/workspace/notices/defaults"
    assert enter("alice").get(at).status_code == 404 and enter("alice").post(at).status_code == 404
    assert enter("frank").post(at, {**SAVED, "kind_mention": "never"}).status_code == 302
    wish(cast, "bob", modes={"mention": "at_once"})
    told(cast, "alice bob")
    assert Notice.objects.get(person=cast.person("alice")).mail_at is None
    assert Notice.objects.get(person=cast.person("bob")).mail_at is not None


def test_an_address_of_ones_own_is_called_signed_and_again_when_it_fails(cast):
    wish(cast, hook_url="https://example.com/hook", hook_secret="a secret", modes={"mention": "never"})
    told(cast)
    answers = [sending.Answer(500, 3), sending.Answer(200, 3)]
    with mock.patch.object(sending, "post", side_effect=answers) as post:
        assert outbox.drain(slowly=True) == 0
        outbox.Letter.objects.update(due_at=timezone.now())
        assert outbox.drain(slowly=True) == 1 and outbox.drain(slowly=True) == 0
    _url, body, headers = post.call_args.args
    moment = int(headers["Xianji-Signature"].split(",")[0].removeprefix("t="))
    assert headers["Xianji-Signature"] == sending.signature("a secret", moment, body) and b'"kind":"mention"' in body


def test_old_ones_are_swept(cast):
    told(cast, key="new"), told(cast, key="read"), told(cast, key="old"), told(cast, key="unread")
    long_ago = timezone.now() - timedelta(days=100)
    Notice.objects.filter(key__in=["read", "unread"]).update(made_at=long_ago)
    Notice.objects.filter(key="old").update(made_at=timezone.now() - timedelta(days=400))
    Notice.objects.filter(key__in=["read", "new"]).update(read_at=timezone.now())
    jobs.sweep.call_local()
    assert set(Notice.objects.values_list("key", flat=True)) == {"new", "unread"}
