"""An export is asked for, granted or refused, and fetched once."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.exports import recipients
from xianji.approval.exports.models import ExportRequest
from xianji.approval.exports.recipients import Recipient
from xianji.approval.exports.rules import BOTH, levels
from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import UPWARDS, Stage, role, stage
from xianji.kit import store
from xianji.kit.actions import action, approval, lock, must_not_be_objected
from xianji.kit.exports import hidden
from xianji.kit.exports.jobs import must_be_allowed
from xianji.kit.exports.order import Order
from xianji.kit.refusals import Refused, WrongState
from xianji.kit.web.writing import several
from xianji.lib.actor import Actor
from xianji.org.models import Person
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

State = ExportRequest.State
KEPT = timedelta(hours=72)
PASSWORD = "export.password"


@action(ExportRequest, when=State.ASKED, then=State.GRANTED, label=gettext_lazy("Grant"), only_through=approval)
def grant(export: ExportRequest, *, by: Any) -> None:
    """Its owner may fetch it for three days."""
    export.expires_at = timezone.now() + KEPT


@action(ExportRequest, when=State.ASKED, then=State.REFUSED, label=pgettext_lazy("export", "Refuse"), only_through=approval)
def refuse(export: ExportRequest, *, by: Any) -> None:
    """Nothing leaves."""


def ask_for(wanted: Order, purpose: str, by: Actor, to: Recipient | None = None) -> ExportRequest:
    """The export with its request, in one transaction; the purpose is needed, and to whom it goes where it leaves the company."""
    if not purpose.strip():
        raise Refused("", {"purpose": [_("Say what it is for.")]})
    wanted = leaving(wanted)
    must_be_allowed(wanted)
    chosen = wanted.selection()
    columns = several(column.label for column in chosen.columns)
    rows, is_guarded = chosen.found().count(), any(column.guard for column in chosen.columns)
    asked = ExportRequest(
        owner_id=by.person_id, title=wanted.file_name[:200], purpose=purpose.strip()[:300], rows=rows, shown=columns[:500],
        order=wanted.written(), recipient=to.name[:200] if to else "", recipient_id=to.pk if to else None,
        is_abroad=bool(to and to.is_abroad),
    )  # fmt: skip
    must_not_be_objected("ask", asked)
    with store.whole():
        made = store.create(asked, verb="ask")
        facts = ["rows", "purpose", *(["recipient", "is_abroad"] if to else []), "shown"]
        ask(made, chain_of(rows, by, is_guarded=is_guarded), yes=grant, no=refuse, by=by, facts=facts,
            subject=gettext_noop("Export"))  # fmt: skip
    return made


def chain_of(rows: int, by: Actor, *, is_guarded: bool) -> list[Stage]:
    """The nearest who may agree and is not the asker; nobody grants their own."""
    matter = Matter(by.unit_id, by.person_id, ExportRequest.label())
    asked = tuple(decide("export.approvers", rows=rows, guarded=is_guarded)["approvers"])
    for code in levels(asked):
        found = holders(role(code), matter)
        if found and by.person_id not in {one.pk for one in found}:
            return [stage(role(code), hours=8, late=UPWARDS)]
    return [stage(*(role(code) for code in (asked if len(asked) > 1 else BOTH)), days=2)]


def is_closed(on: Any = None) -> bool:
    """Whether what was asked for opens with a password only."""
    return value(PASSWORD, on or timezone.localdate()) == "on"


def leaving(wanted: Order) -> Order:
    """In which form it leaves."""
    return wanted.as_workbook() if is_closed() else wanted


def fetched(export: ExportRequest, password: str = "") -> Order:
    """What to write, with the line and the unseen mark that say who took it; once, in time, by those who may still export it."""
    must_not_be_objected("fetch", export)
    with store.whole():
        row = lock(export)
        if not row.is_ready:
            raise WrongState(_("This file was fetched already, or its time is over; ask again."))
        wanted = leaving(Order(**row.order))
        must_be_allowed(wanted)
        person = Person.objects.filter(pk=row.owner_id).first()
        told = {"number": row.number, "person": f"{person.number} {person.name}" if person else "—",
                "at": f"{timezone.localtime():%Y-%m-%d %H:%M}"}  # fmt: skip
        wanted.mark = _("Export %(number)s, taken by %(person)s at %(at)s") % told
        row.trace = wanted.trace = secrets.token_hex(hidden.DIGITS // 2)
        if is_closed():
            if not password:
                raise WrongState(_("Open the request once more: the file is closed with the password that stands there."))
            wanted.close_with(password)
        row.state = State.FETCHED
        store.change(row, verb="fetch", source="web")
        if row.recipient_id:
            recipients.given(row, wanted)
    return wanted


approvable(ExportRequest, guarded=("order", "purpose", "rows", "recipient_id", "is_abroad"))
