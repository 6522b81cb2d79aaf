"""Asking for approval: the one function that other chapters call."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xianji.approval.requests.copying import listening
from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.granting import carry_out
from xianji.approval.requests.holders import named
from xianji.approval.requests.models import Request, Step
from xianji.approval.requests.notices import announce
from xianji.approval.requests.rules import Stage, chain
from xianji.approval.requests.seating import advance, close, parties
from xianji.kit import said, store
from xianji.kit.actions import Action, afterwards
from xianji.kit.columns import Column
from xianji.kit.exports.texts import of_record
from xianji.kit.refusals import Refused
from xianji.lib.actor import Actor

MOST = 20
"""Steps of one chain."""
REASONS = ("table", "version", "row", "href")


def ask(
    target: Any, steps: Sequence[Stage] | str, *, yes: Action, no: Action | None = None, by: Actor, facts: Any = (),
    subject: str = "", amount: Decimal | None = None, because: Any = None, concerns: int | None = None,
) -> Request:  # fmt: skip
    """Ask those of the chain, in order, whether `yes` may be done with the target; `no` is done when they return or reject it
    or the asker withdraws. Called in the body of a verb: the question is put as soon as that verb has stored its record. A
    chain in which nobody but the asker would decide runs `yes` at once, in the same transaction.

    `facts` is what those who decide are shown: names of the target's fields, or {name of a field or message id: value}; a pair
    is what it was and what it is to be. `subject` is a message id, with what stands in it by `said`. `because` is the answer of
    the decision table that made the chain; `concerns` is the person whose matter it is where that is not the asker: they do not
    decide either."""
    stages = chain(steps) if isinstance(steps, str) else list(steps)
    request = Request(
        title=(subject or str(yes.label))[:400], about_title=str(target)[:200], about_label=target.label(), about_id=target.pk,
        asked_by_id=by.person_id, owner_id=concerns or by.person_id, yes=yes.full_name, no=no.full_name if no else "",
        amount=amount, because=reasons(because), at_unit_id=getattr(target, "unit_id", None) or by.unit_id,
    )  # fmt: skip
    must_be_decidable(request, stages)
    afterwards(lambda: put(request, stages, target, facts, by))
    return request


def put(request: Request, stages: list[Stage], target: Any, facts: Any, by: Actor) -> None:
    """Stored with its steps, and the first of them opened."""
    if Request.unscoped.filter(about_label=request.about_label, about_id=request.about_id, state="pending").exists():
        raise Refused(_("This is being approved already."))
    stored = type(target).unscoped.get(pk=target.pk)
    kind = kind_of(request.about_label)
    request.snapshot = kind.digest(stored) if kind else ""
    request.facts = shown(stored, facts)
    store.create(request, verb="ask")
    Step.objects.bulk_create(Step(request=request, place=at, stage=one.written()) for at, one in enumerate(stages))
    if advance(request):
        carry_out(request, request.yes, by)
        close(request, Request.State.APPROVED)
        target.__dict__.update(type(target).unscoped.get(pk=target.pk).__dict__)
    store.change(request, verb="open")
    if request.state == Request.State.APPROVED:
        announce(request, "approved", listening(request))


def must_be_decidable(request: Request, stages: list[Stage]) -> None:
    """Silence never approves, and neither does an empty chair: each party is held by somebody."""
    if len(stages) > MOST:
        raise Refused(_("A chain has at most %(most)s steps.") % {"most": MOST})
    for one in stages:
        _asked, nobody = parties(request, one)
        if nobody:
            told = _("Nobody can decide this: no one holds “%(who)s” where it lies or above.")
            raise Refused(told % {"who": named(nobody[0])})


def shown(target: Any, facts: Any) -> list[dict[str, Any]]:
    """What those who decide are shown, as it was when asked; a field is named, so that it is read in the reader's language
    and closed to whom it is closed elsewhere."""
    if not isinstance(facts, dict):
        return [fact(name, of_field(target, name), is_field=True) for name in facts]
    fields = {field.name for field in type(target)._meta.concrete_fields}
    return [fact(label, value, is_field=label in fields) for label, value in facts.items()]


def fact(name: str, value: Any, *, is_field: bool = False) -> dict[str, Any]:
    """A value that is no field's is kept with its kind, so that days and money are written as each reader does."""
    old, new = value if isinstance(value, tuple | list) and len(value) == 2 else (None, value)
    kind = {} if is_field or not (found := said.kind_of(new)) else {"kind": found}
    return {"name": name, "is_field": is_field, "old": None if old is None else str(old), "new": str(new), **kind}


def of_field(target: Any, name: str) -> str:
    column = Column(type(target), name)
    if column.choices or column.told:
        value = getattr(target, column.field.attname)
        return "" if value is None else str(value)
    return of_record(target, column)


def reasons(because: Any) -> dict[str, Any]:
    """The answer of a decision table as plain values: its name, version, row, and where it can be read."""
    if because is None:
        return {}
    known = because if isinstance(because, dict) else {name: getattr(because, name, None) for name in REASONS}
    rows = getattr(because, "rows", ())
    kept = {name: known.get(name) for name in REASONS} | ({"row": ", ".join(map(str, rows))} if rows else {})
    return {name: value if isinstance(value, int) else str(value) for name, value in kept.items() if value not in (None, "")}
