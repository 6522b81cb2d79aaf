"""Contents of the desk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Chapter, NoticeKind, Page
from xianji.workspace.activities.resource import ActivityResource
from xianji.workspace.handovers import controls
from xianji.workspace.handovers.resource import HandoverResource
from xianji.workspace.notices.unread import unread
from xianji.workspace.tasks.controls import tasks_are_done_on_time
from xianji.workspace.tasks.resource import TaskResource
from xianji.workspace.tasks.today import DUE, due_today
from xianji.workspace.today.recent import RECENT
from xianji.workspace.urls import patterns

chapter = Chapter(
    name="workspace",
    title=_("Desk"),
    icon="sun-high",
    is_named=False,
    controls=[
        controls.requests_are_answered, controls.requests_are_done, controls.units_keep_their_days, tasks_are_done_on_time,
    ],  # fmt: skip
    resources=[ActivityResource, TaskResource, HandoverResource],
    pages=[
        Page("/", pgettext_lazy("page", "Today"), "sun-high", on_phone=True, go="t", counts="today"),
        Page("notices", _("Notices"), "inbox", go="n", counts="unread"),
        Page("agenda", _("Agenda"), "calendar", "workspace.activity.view"),
    ],
    late="/workspace/counts",
    counts={"today": due_today, "unread": unread},
    today=[DUE, RECENT],
    notices=[
        NoticeKind("mention", _("Mentions"), "message", mail="at_once", tab="comments"),
        NoticeKind("task", _("Tasks"), "checkbox"),
        NoticeKind("handover", _("Requests to units"), "arrows-exchange", mail="at_once"),
    ],
    urls=patterns,
)
