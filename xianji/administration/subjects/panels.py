"""The file of all that is held, on the page of the request that asks for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.subjects import rules
from xianji.administration.subjects.models import SubjectRequest
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.lib import actor


class Held(Panel):
    """Once the person is verified, for those who may answer."""

    def open_on(self, record: Any) -> bool:
        is_asked = record.kind in rules.TAKEN and record.state == SubjectRequest.State.VERIFIED
        return is_asked and Holding(record, actor.current()).may(f"{record.label()}.finish")


HELD = Held("held", _("All that is held"), "administration/held.html", "next")
