"""How far a version is covered, under its title: the way to the page on which that is decided."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.policy.coverage import page
from xianji.policy.coverage.actions import PERMISSION
from xianji.policy.versions.models import Version


class CoveragePanel(Panel):
    """Stands on versions alone."""

    def open_on(self, record: Any) -> bool:
        return isinstance(record, Version) and record.state in (Version.State.DRAFT, Version.State.PUBLISHED)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        done, asked = page.progress(page.rows(record))
        return {"done": done, "asked": asked, "may_decide": actor.current().may(PERMISSION)}


COVERAGE = CoveragePanel("coverage", _("Coverage"), "policy/panels/coverage.html", "next")
