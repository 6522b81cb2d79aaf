"""What is due, on Today: everything of the week is asked for once, the first few of it are shown."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.registry import Desk, Section
from xianji.lib.actor import Actor
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.rows import SHOWN, rows_of

SHOWS, ENOUGH = 5, 100
VIEW = "workspace.task.view"


def due(desk: Desk) -> dict[str, Any]:
    """Until the end of today, or of the week when that is asked for; what is overdue comes first."""
    resource = registry.resource_of(Task)
    sunday = desk.today + timedelta(days=6 - desk.today.weekday())
    words = {"owner": desk.owner, "state": ",".join(rules.UNDONE), "due_at": f"..{sunday}"}
    found = list(ListQuery(resource, words).first(ENOUGH, False).values_list(*SHOWN))
    today = [one for one in found if timezone.localtime(one[2]).date() <= desk.today]
    is_week = desk.asked.get("due") == "week"
    shown, last = (found, sunday) if is_week else (today, desk.today)
    asked = urlencode({**words, "due_at": f"..{last}"}, safe=",.")
    here = {"of": "team"} if desk.is_team else {}
    return {
        "ways": [way(here, _("Today"), today, not is_week), way({**here, "due": "week"}, _("This week"), found, is_week)],
        "rows": rows_of(shown[:SHOWS]), "count": told(len(shown)), "is_week": is_week, "is_team": desk.is_team,
        "number": len(today),
        "more": len(shown) > SHOWS, "href": f"{resource.path}?{asked}",
    }  # fmt: skip


def way(asked: dict[str, str], label: Any, rows: list[Any], is_open: bool) -> dict[str, Any]:
    return {"href": f"/?{urlencode(asked)}", "label": label, "count": told(len(rows)), "current": is_open}


def told(number: int) -> str:
    return f"{number}" if number < ENOUGH else f"{ENOUGH - 1}+"


def due_today(who: Actor) -> int:
    """One's own until the end of today, counted no further than 100 in an index that holds nothing but what is open."""
    if who.person_id is None or not who.may(VIEW):
        return 0
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    rows = Task.objects.filter(owner=who.person_id, state__in=rules.UNDONE, done_at=None, due_at__lt=midnight)
    return rows[:ENOUGH].count()


DUE = Section("tasks", _("Tasks due"), "workspace/tasks/today.html", due, order=10, permission=VIEW)
