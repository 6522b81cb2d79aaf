"""Other programs are told after the commit, at least once, signed, and only what the person named may see."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.kit.webhooks.conftest import Receiver
from tests.making import make
from xianji.audit import chain
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.kit import outbox, sets, store, verbs
from xianji.kit.outbox import Letter
from xianji.kit.webhooks import delivering, gathering
from xianji.kit.webhooks.models import Delivery, Webhook
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

Hook, Work = Callable[..., Webhook], Callable[[], int]


@pytest.fixture
def deal(cast: Cast, hook: Hook) -> Opportunity:
    return make(Opportunity, owner=cast.person("alice"), name="Kräne", amount="10")


def due() -> None:
    """The rest is over."""
    Webhook.unscoped.update(rests_until=None)
    Letter.objects.filter(done_at=None).update(due_at=timezone.now())


def change(record: Any, **values: Any) -> None:
    with acting(SYSTEM):
        verbs.change(record, values)


def test_an_event_is_told_signed_and_once(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    webhook = hook("alice")
    change(deal, name="Brücken")
    assert (work(), work()) == (1, 0)
    [(headers, body)] = receiver.heard
    moment, mark = (part.partition("=")[2] for part in headers["Xianji-Signature"].split(","))
    assert mark == hmac.new(webhook.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    [told] = receiver.bodies
    assert (told["object"], told["verb"], told["record_id"], told["by"]) == ("sales.opportunity", "change", deal.pk, "system")
    assert (told["changed"], told["record"]["name"], told["record"]["version"]) == (["name"], "Brücken", 2)
    assert told["id"] == headers["Xianji-Event"] == str(Delivery.objects.get().event)
    assert Delivery.objects.get().state == "done"


def test_what_was_taken_back_is_never_told(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change(deal, name="other")
        raise ZeroDivisionError
    assert work() == 0
    assert receiver.heard == []


def test_what_happened_before_it_was_on_is_not_told(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    change(deal, name="before")
    chain.seal()
    hook("alice")
    assert work() == 0


def test_only_the_events_that_were_asked_for(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice", verbs="change, win")
    make(Opportunity, owner=deal.owner)
    make(Product)
    change(deal, name="other")
    assert work() == 1
    assert [told["verb"] for told in receiver.bodies] == ["change"]


def test_many_written_at_once_are_told_one_by_one(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice")
    others = [make(Opportunity, owner=deal.owner) for _ in range(3)]
    work()
    receiver.heard.clear()
    with acting(SYSTEM):
        sets.change_many(Opportunity.unscoped.filter(pk__in=[one.pk for one in others]), {"name": "x"}, verb="change")
    assert work() == 3
    assert {told["record_id"] for told in receiver.bodies} == {one.pk for one in others}


def test_another_branch_hears_nothing(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    """Carol leads another branch: not even the number of Alice's deal leaves the house."""
    hook("carol")
    change(deal, name="secret")
    work()
    assert receiver.heard == []
    assert Delivery.objects.get().state == "skipped"


def test_guarded_fields_and_their_names_stay_inside(hook: Hook, receiver: Receiver, work: Work) -> None:
    product = make(Product, cost="3.5")
    hook("alice", kind="catalog.product")
    hook("erin", kind="catalog.product")
    change(product, cost="4", name="Paper")
    assert work() == 2
    alice, erin = sorted(receiver.bodies, key=lambda told: len(told["record"]))
    assert "cost" not in alice["record"] and alice["changed"] == ["name"]
    assert erin["record"]["cost"] == "4.0000" and set(erin["changed"]) == {"name", "cost"}


def test_a_deletion_is_told_without_its_record(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice")
    with acting(SYSTEM):
        verbs.delete(deal)
    work()
    [told] = receiver.bodies
    assert (told["verb"], told["record"]) == ("delete", None)


def test_a_failure_comes_again_with_the_same_id(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    webhook = hook("alice")
    change(deal, name="other")
    receiver.status = 503
    assert work() == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.status, Letter.objects.get(topic=gathering.TOPIC).tries) == ("waiting", 1, 503, 0)
    webhook.refresh_from_db()
    assert timedelta(seconds=20) < webhook.rests_until - timezone.now() <= timedelta(seconds=30)
    work()
    assert len(receiver.heard) == 1, "a webhook that rests is not called"
    receiver.status = 200
    due()
    assert work() == 1
    first, second = receiver.bodies
    assert first["id"] == second["id"]
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.rests_until, Delivery.objects.get().state) == (0, None, "done")


def test_while_one_rests_the_others_are_served(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    ill = hook("alice", url=receiver.url.replace("127.0.0.1", "127.0.0.2").replace("hook", "closed"))  # type: ignore[attr-defined]
    hook("erin")
    change(deal, name="other")
    change(deal, name="another")
    assert work() == 2
    assert sum(ill.deliveries.values_list("tries", flat=True)) == 1, "the second did not even try"


def test_who_fails_for_a_day_is_given_up_with_a_notice(
    hook: Hook, receiver: Receiver, deal: Opportunity, work: Work, cast: Cast
) -> None:
    person = cast.person("alice")
    change(person, email="alice@example.com")
    webhook = hook("alice")
    change(deal, name="other")
    receiver.status = 500
    for _ in range(delivering.MOST_FAILURES):
        work()
        due()
    webhook.refresh_from_db()
    assert (webhook.state, len(receiver.heard)) == ("broken", delivering.MOST_FAILURES)
    assert Entry.objects.filter(verb="give_up", label="kit.webhook", record_id=webhook.pk).exists()
    mail = Letter.objects.get(topic="kit.mail")
    assert mail.content["to"] == ["alice@example.com"] and webhook.url in mail.content["text"]
    work()
    assert (Delivery.objects.get().state, len(receiver.heard)) == ("failed", delivering.MOST_FAILURES)


def test_gone_means_gone(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    webhook = hook("alice")
    change(deal, name="other")
    receiver.status = 410
    work()
    webhook.refresh_from_db()
    assert webhook.state == "broken"


def test_a_redirect_is_not_followed(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice")
    change(deal, name="other")
    receiver.status, receiver.headers = 307, {"Location": receiver.url}  # type: ignore[attr-defined]
    work()
    assert len(receiver.heard) == 1
    assert "redirect" in Delivery.objects.get().problem


def test_sent_again_by_hand_has_the_same_id(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    hook("alice")
    change(deal, name="other")
    work()
    change(deal, name="newer")
    work()
    gathering.again(Delivery.objects.earliest("pk"))
    assert outbox.drain(slowly=True) == 1
    assert [told["record"]["name"] for told in receiver.bodies] == ["other", "newer", "newer"]
    assert receiver.bodies[2]["id"] == receiver.bodies[0]["id"]


def test_a_closed_account_sends_nothing(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work, cast: Cast) -> None:
    hook("alice")
    change(deal, name="other")
    user = cast.users["alice"]
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    work()
    assert receiver.heard == []
    assert Delivery.objects.get().problem


def test_while_it_is_off_nothing_gathers(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work) -> None:
    from xianji.administration.webhooks.actions import ping, switch_off, switch_on

    webhook = hook("alice")
    with acting(SYSTEM):
        switch_off(webhook)
        change(deal, name="unheard")
        assert gathering.gather() is None
        chain.seal()
        switch_on(Webhook.unscoped.get(pk=webhook.pk))
        ping(Webhook.unscoped.get(pk=webhook.pk))
    assert work() == 1
    assert [told["verb"] for told in receiver.bodies] == ["ping"]


def test_a_slow_receiver_is_cut_off(hook: Hook, receiver: Receiver, deal: Opportunity, work: Work, monkeypatch: Any) -> None:
    """Somebody who answers drop by drop, each in time, and never ends."""
    import socket
    import threading
    import time

    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _from = server.accept()
        with line:
            for _ in range(50):
                time.sleep(0.1)
                try:
                    line.sendall(b"H")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    monkeypatch.setattr("xianji.kit.webhooks.sending.WHOLE", 0.5)
    hook("alice", url=f"http://127.0.0.1:{server.getsockname()[1]}/")
    change(deal, name="other")
    begun = time.monotonic()
    assert work() == 0
    assert time.monotonic() - begun < 3
    server.close()
    assert Delivery.objects.get().state == "waiting"


def test_without_a_webhook_a_look_is_one_question_and_a_write_asks_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert gathering.gather() is None
    assert len(queries) == 1
    deal = make(Opportunity, owner=cast.person("alice"))
    with CaptureQueriesContext(connection) as queries, acting(SYSTEM):
        deal.name = "other"
        store.change(deal)
    assert not any("webhook" in query["sql"] for query in queries)


def test_the_secret_is_written_nowhere(hook: Hook) -> None:
    webhook = hook("alice")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM kit_webhook")
        [(stored,)] = cursor.fetchall()
    assert webhook.secret and webhook.secret not in stored
    assert webhook.secret not in str(list(Entry.objects.values_list("changes", "reason", "title")))
