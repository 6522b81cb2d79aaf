"""The verbs of decision tables, each asked of those who keep that part of the rulebook."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import approving, proposing
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.content import Content
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.models import TableVersion


def may_propose(name: str) -> bool:
    return actor.current().may(proposing(table(name).area))


def may_approve(version: TableVersion) -> bool:
    """Whether this person may agree to it: nobody does to their own."""
    who = actor.current()
    is_own = version.author_id is not None and version.author_id == who.person_id
    return version.state == TableVersion.State.REVIEW and not is_own and who.may(approving(table(version.table).area))


def begin(name: str) -> TableVersion:
    allow(may_propose(name))
    return told(lambda: editing.begin(name))


def save(version: TableVersion, content: Content, edition: int) -> TableVersion:
    allow(may_propose(version.table))
    return told(lambda: editing.save(version, content, edition))


def submit(version: TableVersion, reason: str, effective_on: date) -> TableVersion:
    allow(may_propose(version.table))
    return told(lambda: editing.submit(version, reason, effective_on))


def send_back(version: TableVersion, reason: str) -> TableVersion:
    """By those who approve, or taken back by those who proposed."""
    allow(may_propose(version.table) or may_approve(version))
    return told(lambda: editing.send_back(version, reason))


def approve(version: TableVersion) -> TableVersion:
    allow(actor.current().may(approving(table(version.table).area)))
    return told(lambda: editing.approve(version))


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
