"""The way to a granted file, on the page of its request."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Panel
from xianji.lib import actor


class Ready(Panel):
    """Only for its owner, while it can be fetched."""

    def open_on(self, record: Any) -> bool:
        return record.is_ready and record.owner_id == actor.current().person_id


READY = Ready("ready", _("Fetch the file"), "approval/ready.html", "next")
