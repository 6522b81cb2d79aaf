"""The verbs of decision tables, each asked of those who keep that part of the rulebook."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import proposing
from xianji.approval.publications.actions import put_forward
from xianji.approval.publications.models import Publication
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.content import Content
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.models import TableVersion


def may_propose(name: str) -> bool:
    return actor.current().may(proposing(table(name).area))


def begin(name: str) -> TableVersion:
    allow(may_propose(name))
    return told(lambda: editing.begin(name))


def save(version: TableVersion, content: Content, edition: int) -> TableVersion:
    allow(may_propose(version.table))
    return told(lambda: editing.save(version, content, edition))


def submit(version: TableVersion, reason: str, effective_on: date) -> Publication:
    """Those who keep this part of the rulebook are asked; whoever proposed it may withdraw the request."""
    allow(may_propose(version.table))
    return told(lambda: put_forward(version, reason, effective_on, actor.current()))


def discard(version: TableVersion) -> None:
    allow(may_propose(version.table))
    told(lambda: editing.discard(version))


def allow(may: bool) -> None:
    if not may:
        raise NotPermitted(_("This part of the rulebook is kept by others."))


def told(work: Callable[[], Any]) -> Any:
    """A refusal of the rulebook as the kit shows it."""
    try:
        return work()
    except Refusal as refusal:
        raise Refused(str(refusal) if not refusal.fields else "", {name: [text] for name,
            text in refusal.fields.items()}) from refusal
