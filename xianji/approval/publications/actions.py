"""A version of a decision table is put forward, and published or returned by somebody else: there is no other way into force."""

import hashlib
import json
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.publications.models import Publication
from xianji.approval.requests.asking import ask
from xianji.approval.requests.granting import granted_now, grants
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.holders import Matter
from xianji.approval.requests.others import somebody_else
from xianji.kit import store
from xianji.kit.actions import action, approval, must_not_be_objected
from xianji.kit.refusals import Refused
from xianji.lib.actor import Actor
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.deciding import decide
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.models import TableVersion

State = Publication.State
TABLE = "rulebook.approvers"


@action(Publication, when=State.ASKED, then=State.GRANTED, label=pgettext_lazy("version", "Publish"), only_through=approval)
def publish(publication: Publication, *, by: Any) -> None:
    """From its day on the version holds, if it still is what was asked for."""
    version = version_of(publication)
    if fingerprint(version) != publication.fingerprint:
        raise Refused(_("What is to be approved has changed since it was asked for; ask again."))
    publication.effective_on = editing.publish(version).effective_on


@action(Publication, when=State.ASKED, then=State.RETURNED, label=gettext_lazy("Back to draft"), only_through=approval)
def send_back(publication: Publication, *, by: Any) -> None:
    """It may be worked on again."""
    editing.send_back(version_of(publication), f"{publication.number}")


def put_forward(version: TableVersion, reason: str, effective_on: date, by: Actor) -> Publication:
    """The version goes into review, and those whom the rulebook names are asked, never whoever wrote it; one transaction."""
    kept = table(version.table)
    asked = Publication(owner_id=by.person_id, title=f"{kept.title} v{version.number}"[:200], version_id=version.pk)
    must_not_be_objected("ask", asked)
    with store.whole():
        row = editing.submit(version, reason, effective_on)
        asked.reason, asked.effective_on, asked.fingerprint = row.reason, row.effective_on, fingerprint(row)
        made = store.create(asked, verb="ask")
        answer = decide(TABLE, area=kept.area)
        matter = Matter(by.unit_id, by.person_id, Publication.label())
        chain = somebody_else(answer.get("approvers", ()), matter, [by.person_id, row.author_id])
        ask(made, chain, yes=publish, no=send_back, by=by, concerns=row.author_id, facts=["title", "reason", "effective_on"],
            subject=gettext_noop("Decision table"), because=answer)  # fmt: skip
    return made


def version_of(publication: Publication) -> TableVersion:
    found = TableVersion.objects.filter(pk=publication.version_id).first()
    if found is None:
        raise Refused(_("What this request is about no longer exists."))
    return found


def fingerprint(version: TableVersion) -> str:
    """Of the content, whatever order a database keeps its keys in."""
    return hashlib.sha256(json.dumps(version.content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_agreed(version: TableVersion) -> bool:
    """Whether the answer of those who were asked about this version is being carried out."""
    pk = granted_now(Publication.label())
    row = Publication.unscoped.filter(pk=pk, version_id=version.pk).first() if pk else None
    return row is not None and grants(publish.full_name, row)


approvable(Publication, guarded=("version_id", "reason", "effective_on", "fingerprint"))
