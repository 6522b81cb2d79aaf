"""What the page of a receivable tells of its limitation, connected at start."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.web import writing
from xianji.sales.limitations import clock
from xianji.sales.receivables import panels
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED


def lapse(record: Receivable) -> list[dict[str, Any]]:
    """When an old claim lapses, as a line of its way; nothing while nobody need think of it."""
    today = timezone.localdate()
    if record.state not in OWED or record.due_on > clock.watched_from(today):
        return []
    since = clock.running_since([record])[record.pk]
    alert, day = clock.alert(since, today), clock.lapses_on(since)
    if alert == clock.NONE:
        return []
    title = _("The claim lapses") if day > today else _("The claim has lapsed")
    tone = "bad" if alert == clock.LAST else "warn"
    told = _("its time runs since %(day)s") % {"day": writing.day(since)}
    return [panels.line(day, "hourglass", title, told, tags=[{"text": writing.day(day), "tone": tone}])]


def connect() -> None:
    panels.WAYS.append(lapse)
