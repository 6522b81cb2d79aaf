"""The comments on a record, behind a tab of its page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.comments.keeping import comments_of, is_mine
from xianji.kit.comments.marking import marked
from xianji.kit.comments.models import Comment
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import PAPERS
from xianji.lib import whole

PAGE = 30


class Comments(Panel):
    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and registry.resource_of(type(record)).comments

    def counted(self, record: Any) -> Any:
        return comments_of(record)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        at = f"{registry.resource_of(type(record)).address(record.pk)}/comments"
        before = whole.number(request.GET.get("before"))
        rows = comments_of(record).select_related("made_by")
        if before is not None:
            rows = rows.filter(pk__lt=before)
        found = list(rows[: PAGE + 1])
        more = f"?tab=comments&before={found[PAGE - 1].pk}" if len(found) > PAGE else ""
        return {"comments": [told(one, at) for one in found[:PAGE]], "add_href": at, "older_href": more,
                "newest_href": "?tab=comments" if before else ""}  # fmt: skip


def told(one: Comment, at: str) -> dict[str, Any]:
    return {
        "id": one.pk, "who": str(one.made_by or ""), "key": one.made_by_id or 0, "at": one.made_at,
        "edited_at": one.edited_at, "body": marked(one), "href": f"{at}/{one.pk}", "is_mine": is_mine(one),
    }  # fmt: skip


COMMENTS = Comments("comments", _("Comments"), "kit/panels/comments.html", "tab", fold=PAPERS)
