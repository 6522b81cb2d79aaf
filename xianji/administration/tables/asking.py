"""The question behind a version in review: its publication's request, with its steps, on the page of the version."""

from typing import Any

from xianji.approval.publications.models import Publication
from xianji.approval.requests import panels
from xianji.approval.requests.deciding import is_asked, is_askers
from xianji.approval.requests.models import Request
from xianji.lib import actor
from xianji.rulebook.tables.models import TableVersion


def request_of(version: TableVersion) -> Request | None:
    """The newest; whoever reads the version reads who decided about it."""
    rows = Publication.unscoped.filter(version_id=version.pk, deleted_at=None).values("pk")
    found = Request.unscoped.filter(about_label=Publication.label(), about_id__in=rows, deleted_at=None)
    return found.select_related("asked_by").order_by("-pk").first()


def is_asked_about(version: TableVersion) -> bool:
    """Whether the reader is to decide."""
    request = request_of(version) if version.state == TableVersion.State.REVIEW else None
    return request is not None and is_asked(request, actor.current())


def told(version: TableVersion) -> dict[str, Any]:
    """For the page: the request with its trail, and whether the reader decides or may withdraw it."""
    request, who = request_of(version) if version.number > 1 else None, actor.current()
    if request is None:
        return {"asked": None}
    is_open = request.state == Request.State.PENDING
    mine = is_open and is_asked(request, who)
    return {
        "asked": panels.told(request, is_asked=mine), "may_decide": mine, "may_withdraw": is_open and is_askers(request, who),
    }  # fmt: skip
