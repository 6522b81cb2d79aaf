"""The files of a record, behind a tab of its page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.files.keeping import files_of
from xianji.kit.files.kinds import BY_NAME, ENDINGS, IMAGE
from xianji.kit.files.models import Attachment
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import PAPERS
from xianji.kit.web import writing
from xianji.lib import actor

SMALL = 4 * 2**20
"""Pictures up to this size stand in the list themselves."""


class Files(Panel):
    """Not while the record lies in the trash, where its files lie with it."""

    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and registry.resource_of(type(record)).files

    def counted(self, record: Any) -> Any:
        return files_of(record)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        at = f"{registry.resource_of(type(record)).address(record.pk)}/files"
        rows = files_of(record).select_related("added_by")[: settings.FILES_PER_RECORD]
        return {
            "files": [told(row, at) for row in rows], "add_href": at, "accept": ",".join(f".{one}" for one in ENDINGS),
            "most": writing.bytes_told(settings.FILE_MAX_BYTES),
            "may_change": Holding(record, actor.current()).may(f"{record.label()}.change"),
        }  # fmt: skip


def told(row: Attachment, at: str) -> dict[str, Any]:
    """A file as a row shows it."""
    kind, href = BY_NAME[row.kind], f"{at}/{row.pk}"
    return {
        "id": row.pk, "name": row.name, "size": row.size, "icon": kind.icon, "who": str(row.added_by or ""), "at": row.added_at,
        "href": href, "show_href": f"{href}/show" if kind.shown else href,
        "is_shown": bool(kind.shown), "small": f"{href}/inline" if kind.shown == IMAGE and row.size <= SMALL else "",
    }  # fmt: skip


FILES = Files("files", _("Files"), "kit/panels/files.html", "tab", fold=PAPERS)
