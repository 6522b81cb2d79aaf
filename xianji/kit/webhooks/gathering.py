"""From the journal to promises. Only what is committed is sealed, and in the order of its seal every entry comes once: so
no write waits for a webhook, none is told before it is done, and none is missed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from xianji.audit import chain
from xianji.audit.models import Entry, Head
from xianji.kit import outbox
from xianji.kit.webhooks.models import Delivery, Webhook

TOPIC, TRIAL = "kit.webhook", "ping"
BLOCK = 1_000
WAITING = 5_000
"""So many open deliveries of one webhook, then no more are promised until some are done; the journal keeps its place."""
KEPT = timedelta(days=30)


def begin(pk: int) -> None:
    """A webhook hears from now on: of what is sealed later, and written later."""
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    Webhook.unscoped.filter(pk=pk).update(position=end(), since=newest, failures=0, rests_until=None)


def end() -> int:
    """The number of the newest sealed entry."""
    return Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def gather() -> int | None:
    """Promise what has happened since; returns how much, None where no webhook is on, which is one question."""
    ids = list(Webhook.unscoped.filter(state="active", deleted_at=None).values_list("pk", flat=True))
    if not ids:
        return None
    chain.seal()
    return sum(promise(pk) for pk in ids)


@transaction.atomic
def promise(pk: int) -> int:
    """The deliveries of one webhook, with its new place in the journal, all or nothing."""
    webhook = Webhook.unscoped.select_for_update(of=("self",)).get(pk=pk)
    if webhook.deliveries.filter(state="waiting")[:WAITING].count() >= WAITING:
        return 0
    last = end()
    new = Entry.objects.filter(seq__gt=webhook.position, seq__lte=last, id__gt=webhook.since)
    about = new.filter(label=webhook.kind, verb__in=webhook.events)
    found = list(about.exclude(record_id=None).order_by("seq").values_list("pk", "seq", "verb", "record_id", "at")[:BLOCK])
    if len(found) == BLOCK:
        last = found[-1][1] or last
    Webhook.unscoped.filter(pk=pk).update(position=last)
    made = [Delivery(webhook=webhook, verb=verb, record_id=record, entry_id=entry, at=at)
            for entry, _seq, verb, record, at in found]  # fmt: skip
    for delivery in Delivery.objects.bulk_create(made):
        post_later(delivery)
    return len(made)


def post_later(delivery: Delivery) -> None:
    outbox.send(TOPIC, {"delivery": delivery.pk}, f"{TOPIC}:{delivery.pk}:{delivery.rounds}")


def again(delivery: Delivery) -> None:
    """Once more, with the same id: for what failed, or what the receiver has lost."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update().get(pk=delivery.pk)
        row.rounds, row.state, row.tries, row.problem = row.rounds + 1, "waiting", 0, ""
        row.save(update_fields=["rounds", "state", "tries", "problem"])
        post_later(row)


def forget() -> None:
    """Deliveries of long ago."""
    Delivery.objects.filter(at__lt=timezone.now() - KEPT).delete()
