"""Carrying out a promise: a good answer and it is done; else the whole webhook rests, longer each time, then is given up."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from xianji.kit import outbox, store
from xianji.kit.mail import send_mail_later
from xianji.kit.outbox import NotYet
from xianji.kit.webhooks import sending
from xianji.kit.webhooks.addresses import Closed
from xianji.kit.webhooks.gathering import TOPIC
from xianji.kit.webhooks.models import Delivery, Webhook
from xianji.kit.webhooks.telling import account_of, content_of
from xianji.org.company.settled import company

MOST_FAILURES = 12
"""Failures in a row, over about a day, after which a webhook is given up; so many tries has one delivery, too."""
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(hours=6)


@outbox.receiver(TOPIC, is_slow=True)
def carry(content: dict[str, Any], key: str) -> None:
    """One delivery; what is settled already, or has been promised anew, is left alone."""
    delivery = Delivery.objects.select_related("webhook").filter(pk=content["delivery"], state="waiting").first()
    if delivery is None or not key.endswith(f":{delivery.rounds}"):
        return
    webhook = delivery.webhook
    if webhook.deleted_at or webhook.state != "active":
        settle(delivery, "failed", problem=_("The webhook is not switched on."))
    elif webhook.rests_until and webhook.rests_until > timezone.now():
        raise NotYet(webhook.rests_until)
    elif (account := account_of(webhook.person_id)) is None:
        failed(delivery, _("The person has no open account."))
    elif (told := content_of(delivery, account)) is None:
        settle(delivery, "skipped")
    else:
        attempt(delivery, told)


def attempt(delivery: Delivery, content: bytes) -> None:
    webhook = delivery.webhook
    try:
        answer = sending.post(webhook.url, content, headers_of(delivery, content))
    except (Closed, sending.Unsent) as problem:
        failed(delivery, str(problem))
        return
    if answer.is_good:
        settle(delivery, "done", status=answer.status, took=answer.took, tries=F("tries") + 1)
        Webhook.unscoped.filter(pk=webhook.pk).update(failures=0, rests_until=None)
    else:
        failed(delivery, told_of(answer.status), status=answer.status, took=answer.took)


def headers_of(delivery: Delivery, content: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "Xianji-Webhook/1",
        "Xianji-Event": str(delivery.event),
        "Xianji-Signature": sending.signature(delivery.webhook.secret, int(time.time()), content),
    }


def told_of(status: int) -> str:
    if 300 <= status < 400:
        return _("It answered with a redirect, which is not followed.")
    return _("It answered with %(status)s.") % {"status": status}


def failed(delivery: Delivery, problem: str, status: int | None = None, **known: Any) -> None:
    """Let the webhook rest; the outbox comes again when that is over. Where it has failed too often it is given up."""
    webhook, tries = delivery.webhook, delivery.tries + 1
    failures = webhook.failures + 1
    is_over = tries >= MOST_FAILURES
    until = timezone.now() + rest(failures)
    Webhook.unscoped.filter(pk=webhook.pk).update(failures=failures, rests_until=until)
    state = "failed" if is_over else "waiting"
    settle(delivery, state, problem=problem, status=status, tries=tries, **known)
    if failures >= MOST_FAILURES or status == sending.GONE:
        give_up(webhook.pk, problem)
    if not is_over:
        raise NotYet(until)


def rest(failures: int) -> timedelta:
    return min(FIRST_REST * 2 ** (failures - 1), LONGEST_REST)


def settle(delivery: Delivery, state: str, **known: Any) -> None:
    known["problem"] = known.get("problem", "")[:300]
    now: datetime = timezone.now()
    Delivery.objects.filter(pk=delivery.pk, rounds=delivery.rounds).update(state=state, tried_at=now, **known)


def give_up(pk: int, problem: str) -> None:
    """Switch it off, write that down, and tell those whom it concerns."""
    with store.whole():
        webhook = Webhook.unscoped.select_related("person", "created_by").select_for_update(of=("self",)).get(pk=pk)
        if webhook.state != "active":
            return
        webhook.state = "broken"
        store.change(webhook, verb="give_up", reason=problem[:500])
        to = {one.email for one in (webhook.person, webhook.created_by) if one and one.email}
        with override(company().language):
            subject = _("The webhook “%(name)s” was switched off") % {"name": webhook.name}
            text = _("Too many deliveries to %(url)s failed in a row, lastly: %(problem)s\n\n"
                     "What failed is kept for thirty days and can be sent again once the webhook is on.")  # fmt: skip
            if to:
                told = text % {"url": webhook.url, "problem": problem}
                send_mail_later(sorted(to), subject, told, key=f"webhook-{webhook.pk}-{webhook.version}")
