"""What the worker does for notices."""

from datetime import timedelta

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from xianji.workspace.notices import posting
from xianji.workspace.notices.models import Notice

READ, UNREAD = timedelta(days=90), timedelta(days=365)
"""How long notices are kept."""


@db_task(priority=10)
def post_notices() -> None:
    """As soon as somebody was told something."""
    posting.post_due()


@db_periodic_task(crontab(minute="*"), priority=10, expires=55)
def post_what_is_due() -> None:
    """Digests, and what waited for the end of quiet hours."""
    posting.post_due()


@db_periodic_task(crontab(hour="3", minute="40"))
def sweep() -> None:
    """Read ones after three months, all after a year."""
    now = timezone.now()
    Notice.objects.filter(made_at__lt=now - READ).exclude(read_at=None).delete()
    Notice.objects.filter(made_at__lt=now - UNREAD).delete()
