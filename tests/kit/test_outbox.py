"""The outbox: nothing is promised by a transaction that was rolled back, nothing promised is lost, nothing happens twice."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.db import transaction
from django.utils import timezone

from xianji.kit import outbox
from xianji.kit.mail import send_mail_later
from xianji.kit.outbox import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def effects(monkeypatch):
    """What a receiver did, by key: it puts a value in place, so that twice is once."""
    done = {}
    monkeypatch.setitem(outbox.receivers, "trial", lambda content, key: done.__setitem__(key, content))
    return done


def later(minutes):
    Letter.objects.filter(done_at=None).update(due_at=timezone.now() - timedelta(minutes=minutes))


def test_what_was_committed_is_delivered(effects, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        outbox.send("trial", {"n": 1}, "a")
    assert effects == {"a": {"n": 1}} and Letter.objects.get().done_at


def test_a_rollback_sends_nothing(effects):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.send("trial", {"n": 1}, "a")
        raise ZeroDivisionError
    assert outbox.drain() == 0 and effects == {} and not Letter.objects.exists()


def test_the_same_key_is_one_letter(effects):
    outbox.send("trial", {"n": 1}, "a")
    outbox.send("trial", {"n": 2}, "a")
    assert outbox.drain() == 1 and outbox.drain() == 0
    assert effects == {"a": {"n": 1}}


class Killed(BaseException):
    """What no receiver catches: the worker dies."""


def test_a_worker_that_dies_in_the_middle_leaves_the_letter_to_the_next(effects, monkeypatch):
    def half_done(content, key):
        effects[key] = content
        raise Killed

    outbox.send("trial", {"n": 1}, "a")
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setitem(outbox.receivers, "trial", half_done)
        outbox.drain()
    assert outbox.drain() == 0, "taken for ten minutes"
    later(1)
    assert outbox.drain() == 1
    assert effects == {"a": {"n": 1}} and Letter.objects.get().tries == 2


def test_a_failure_comes_again_after_a_longer_pause_each_time(monkeypatch):
    monkeypatch.setitem(outbox.receivers, "trial", lambda content, key: 1 / 0)
    outbox.send("trial", {}, "a")
    pauses = []
    for _attempt in range(3):
        later(0)
        outbox.drain()
        letter = Letter.objects.get()
        pauses.append(round((letter.due_at - timezone.now()).total_seconds()))
    assert pauses == [30, 60, 120] and letter.problem == "ZeroDivisionError: division by zero"


def test_what_never_succeeds_is_given_up_and_kept(monkeypatch):
    monkeypatch.setitem(outbox.receivers, "trial", lambda content, key: 1 / 0)
    outbox.send("trial", {}, "a")
    for _attempt in range(outbox.MOST_TRIES + 3):
        later(0)
        outbox.drain()
    letter = Letter.objects.get()
    assert letter.tries == outbox.MOST_TRIES and letter.is_given_up


def test_a_later_letter_waits_for_its_time(effects):
    outbox.send("trial", {}, "a", due_at=timezone.now() + timedelta(hours=1))
    assert outbox.drain() == 0
    later(1)
    assert outbox.drain() == 1


def test_mail_goes_out_once_with_an_identity_that_follows_from_its_key():
    for _twice in range(2):
        send_mail_later("ann@paper-crane.example", "Line one\nBcc: x", "Text", key="invitation-7")
    outbox.drain()
    assert [m.subject for m in sent_mail.outbox] == ["Line one Bcc: x"]
    first = sent_mail.outbox[0].extra_headers["Message-ID"]
    outbox.receivers["kit.mail"](Letter.objects.get().content, Letter.objects.get().key)
    assert sent_mail.outbox[1].extra_headers["Message-ID"] == first
