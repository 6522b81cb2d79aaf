"""The way to a granted file, on the page of its request."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.approval.exports import passwords
from xianji.approval.exports.actions import is_closed
from xianji.kit.records.panels import Panel
from xianji.lib import actor


class Ready(Panel):
    """Only for its owner, while it can be fetched."""

    def open_on(self, record: Any) -> bool:
        return record.is_ready and record.owner_id == actor.current().person_id

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        """A new password each time the page is shown, until the file was fetched with one."""
        if not is_closed():
            return {}
        password, signed = passwords.offered(record)
        return {"password": password, "signed": signed}


READY = Ready("ready", _("Fetch the file"), "approval/ready.html", "next")
