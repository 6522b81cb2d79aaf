"""The outbox: mail, webhooks and slow work promised in the transaction, done by the worker afterwards."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.lib import actor
from xianji.lib.actor import SYSTEM

log = logging.getLogger(__name__)
Receiver = Callable[[dict[str, Any], str], None]
receivers: dict[str, Receiver] = {}
slow: set[str] = set()
"""Topics whose receivers may wait long for somebody else; they are delivered beside the others, not among them."""
LEASE = timedelta(minutes=10)
MOST_TRIES = 15
KEPT = timedelta(days=30)


class NotYet(Exception):
    """Raised by a receiver that wants to be asked again at a moment it knows; that is no failed try."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class Letter(models.Model):
    """One promise: delivered at least once, so receivers must be able to get it twice."""

    topic = models.CharField(_("Topic"), max_length=80)
    content = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Outbox letter")
        indexes = [models.Index(fields=["due_at"], name="kit_outbox_open", condition=models.Q(done_at=None))]

    @property
    def is_given_up(self) -> bool:
        return self.done_at is None and self.tries >= MOST_TRIES


def receiver(topic: str, *, is_slow: bool = False) -> Callable[[Receiver], Receiver]:
    """Declare the one function that carries out a topic: `def post(content, key)`. The key is the same when it comes
    again, and coming twice must have one effect."""

    def declare(function: Receiver) -> Receiver:
        known = receivers.get(topic)
        if known is not None and (known.__module__, known.__qualname__) != (function.__module__, function.__qualname__):
            raise ValueError(f"Two functions want to receive {topic!r}: {known.__module__} and {function.__module__}.")
        receivers[topic] = function
        if is_slow:
            slow.add(topic)
        return function

    return declare


def send(topic: str, content: dict[str, Any], key: str, due_at: datetime | None = None) -> None:
    """Promise something inside the transaction; if it is rolled back nothing was promised. A known key is not sent again."""
    send_many(topic, {key: content}, due_at)


def send_many(topic: str, contents: Mapping[str, dict[str, Any]], due_at: datetime | None = None) -> None:
    """The same for several, {key: content}, in one statement."""
    at = due_at or timezone.now()
    Letter.objects.bulk_create(
        [Letter(topic=topic, content=content, key=key, due_at=at) for key, content in contents.items()], ignore_conflicts=True
    )
    if topic not in slow and (due_at is None or due_at <= timezone.now()):
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    from xianji.kit.tasks import deliver

    deliver()


def drain(limit: int = 200, *, slowly: bool = False) -> int:
    """Deliver what is due, the oldest first; what fails comes again later, each time after a longer pause."""
    now = timezone.now()
    topics = [topic for topic in receivers if (topic in slow) is slowly]
    due = Letter.objects.filter(done_at=None, due_at__lte=now, tries__lt=MOST_TRIES, topic__in=topics)
    return sum(_deliver(letter) for letter in due.order_by("due_at", "id")[:limit])


def _deliver(letter: Letter) -> bool:
    """Take the letter for ten minutes, so that no second worker has it; a worker that dies leaves it to the next."""
    mine = Letter.objects.filter(pk=letter.pk, done_at=None, due_at=letter.due_at)
    if not mine.update(due_at=timezone.now() + LEASE, tries=models.F("tries") + 1):
        return False
    taken = Letter.objects.filter(pk=letter.pk)
    try:
        with actor.acting(SYSTEM):
            receivers[letter.topic](letter.content, letter.key)
    except NotYet as later:
        taken.update(due_at=later.until, tries=letter.tries, problem="")
        return False
    except Exception as problem:
        log.exception("letter %s (%s) was not delivered", letter.pk, letter.topic)
        pause = min(timedelta(seconds=30) * 2**letter.tries, timedelta(hours=6))
        taken.update(due_at=timezone.now() + pause, problem=f"{type(problem).__name__}: {problem}"[:4000])
        return False
    taken.update(done_at=timezone.now(), problem="")
    return True


def forget() -> None:
    """Letters delivered long ago."""
    Letter.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
