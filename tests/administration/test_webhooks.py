"""The screens of webhooks: a secret is shown once, deliveries can be sent again, and only administrators come in."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.making import make
from xianji.kit.outbox import Letter
from xianji.kit.webhooks.models import Delivery, Webhook

LIST = "/administration/webhooks/"


@pytest.fixture
def webhook(cast: Cast) -> Webhook:
    return make(Webhook, name="Stock", kind="sales.opportunity", person=cast.person("alice"))


def posted(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {"name": "Stock", "kind": "sales.opportunity", "verbs": "win, lose", "url": "https://example.com/hook",
            "person": cast.person("alice").number, **changed}  # fmt: skip


def test_made_by_its_form_it_is_off_until_it_has_a_secret(enter: Callable, cast: Cast) -> None:
    frank = enter("frank")
    assert frank.post(f"{LIST}new", posted(cast)).status_code == 302
    webhook = Webhook.unscoped.get()
    assert (webhook.state, webhook.secret, webhook.events) == ("draft", "", ["win", "lose"])
    page = frank.get(f"{LIST}{webhook.pk}").content.decode()
    assert f'action="{LIST}{webhook.pk}/secret"' in page
    assert frank.post(f"{LIST}{webhook.pk}/do/switch_on").status_code == 422


def test_the_secret_is_shown_once(enter: Callable, webhook: Webhook) -> None:
    frank = enter("frank")
    shown = frank.post(f"{LIST}{webhook.pk}/secret").content.decode()
    webhook.refresh_from_db()
    assert webhook.state == "active"
    assert re.search(r'id="new-secret">([^<]+)<', shown)[1] == webhook.secret  # type: ignore[index]
    for path in (f"{LIST}{webhook.pk}", LIST, f"{LIST}{webhook.pk}/edit", f"{LIST}{webhook.pk}?tab=history", f"/api{LIST}{webhook.pk}"):
        assert webhook.secret not in frank.get(path).content.decode()
    assert frank.post(f"{LIST}{webhook.pk}/reveal/secret").status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"url": "http://example.com/"}, "https"), ({"url": "https://169.254.169.254/"}, "169.254.169.254"),
        ({"url": "https://localhost.localdomain@example.com/"}, "user"), ({"verbs": "explode"}, "explode"),
        ({"verbs": "Win!"}, "comma"), ({"kind": "org.nonsense"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_place(enter: Callable, cast: Cast, changed: dict, told: str) -> None:
    answer = enter("frank").post(f"{LIST}new", posted(cast, **changed))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Webhook.unscoped.exists()


def test_a_delivery_is_sent_again(enter: Callable, webhook: Webhook) -> None:
    delivery = Delivery.objects.create(webhook=webhook, verb="win", record_id=7, state="failed", tries=12, problem="It broke.")
    frank = enter("frank")
    assert "It broke." in frank.get(f"{LIST}{webhook.pk}").content.decode()
    assert frank.post(f"{LIST}{webhook.pk}/deliveries/{delivery.pk}/again").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, Letter.objects.get().content) == ("waiting", 0, {"delivery": delivery.pk})
    assert frank.post(f"{LIST}{webhook.pk}/deliveries/{delivery.pk + 1}/again").status_code == 404


def test_old_deliveries_stand_on_further_pages(enter: Callable, webhook: Webhook) -> None:
    made = Delivery.objects.bulk_create([Delivery(webhook=webhook, verb="win", record_id=1000 + n) for n in range(60)])
    frank = enter("frank")
    first = frank.get(f"{LIST}{webhook.pk}").content.decode()
    assert ">1059<" in first and ">1009<" not in first
    older = re.search(r"\?before=(\d+)", first)[1]  # type: ignore[index]
    assert int(older) == made[10].pk
    assert ">1009<" in frank.get(f"{LIST}{webhook.pk}?before={older}").content.decode()


@pytest.mark.parametrize("name", ["alice", "erin", "dave"])
def test_for_others_it_does_not_exist(enter: Callable, webhook: Webhook, name: str) -> None:
    other = enter(name)
    delivery = Delivery.objects.create(webhook=webhook, verb="win")
    assert other.get(f"{LIST}{webhook.pk}").status_code == 404
    for path in ("secret", f"deliveries/{delivery.pk}/again", "do/switch_on"):
        assert other.post(f"{LIST}{webhook.pk}/{path}").status_code == 404
