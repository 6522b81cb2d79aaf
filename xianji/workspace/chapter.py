"""Contents of the desk."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter, Page
from xianji.workspace.activities.resource import ActivityResource
from xianji.workspace.urls import patterns

chapter = Chapter(
    name="workspace",
    title=_("Desk"),
    icon="sun-high",
    resources=[ActivityResource],
    pages=[Page("agenda", _("Agenda"), "calendar", "workspace.activity.view")],
    urls=patterns,
)
