"""From a table to records: every check, nothing written. What it finds decides whether the load may happen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from xianji.kit import ports
from xianji.kit.forms.alike import warnings
from xianji.kit.imports import fields as filling
from xianji.kit.imports import uniques
from xianji.kit.imports.fields import Fill
from xianji.kit.imports.findings import ERROR, WARNING, Findings
from xianji.kit.imports.mapping import Mapping, check
from xianji.kit.imports.rows import Part, Rows, arrange, chosen
from xianji.kit.imports.wording import told
from xianji.lib import actor
from xianji.lib.actor import Actor, Reach
from xianji.org.blanks import blanks

WARNED = 200
"""Sentences about what may be here already that a report tells one by one."""
HISTORIC = ("state", "stage", "created_at", "created_by", "closed_on")


@dataclass
class Plan:
    """How the rows of a file become records, and everything that was found on the way."""

    resource: Any
    mapping: Mapping
    rows: int
    chosen: Rows = field(init=False)
    known: int = 0
    fillers: list[Fill] = field(default_factory=list)
    singles: list[uniques.Once] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    notes: list[str] = field(default_factory=list)
    warned: int = 0
    """Sentences that were told of what may be here already."""


def plan(resource: Any, table: Any, mapping: Mapping) -> Plan:
    """What is decided by whole columns: keys, links, how dates and figures are written."""
    check(mapping, resource, table.columns)
    made = Plan(resource, mapping, table.rows.height)
    for row in table.ragged:
        if row.cells > row.expected:
            made.findings.add(ERROR, "too_many_cells", _("has more cells than the heading"), row.row)
    made.notes += [told(note) for note in table.notes]
    made.chosen = chosen(resource, table, mapping, made)
    made.fillers = filling.fillers(made.chosen, made)
    made.singles = uniques.of(made)
    _guard(made)
    return made


def parts(made: Plan) -> Iterator[Part]:
    """The rows, some at a time, as records that went through every check."""
    blank = blanks(made.resource.model)
    for part in made.chosen.parts():
        arrange(part, made.chosen, made, blank)
        made.known += len(part.known)
        for fill in made.fillers:
            fill(part)
        _demand(part, made)
        for once in made.singles:
            uniques.check(part, made, once)
        _permit(part, made)
        _rules(part, made)
        yield part


def _demand(part: Part, made: Plan) -> None:
    """Required fields are errors when blank, wanted ones are listed."""
    model, resource = made.resource.model, made.resource
    for one in filter(needed, model._meta.concrete_fields):
        blank = _blank(part, one.attname)
        for row in sorted(set(blank) - made.findings.refused(one.name)) if blank else ():
            message = _("“%(field)s” is missing") % {"field": one.verbose_name}
            made.findings.add(ERROR, "missing", message, row, field=one.name, column=_header(made, one.name))
    for column in map(resource.column, resource.wanted):
        for row in _blank(part, column.field.attname):
            message = _("“%(field)s” is blank") % {"field": column.label}
            made.findings.add(WARNING, f"blank_{column.path}", message, row, field=column.path,
                              column=_header(made, column.path))  # fmt: skip


def _blank(part: Part, attname: str) -> list[int]:
    """The rows whose record holds nothing there."""
    return [row for row, record in part if getattr(record, attname) in (None, "")]


def needed(one: Any) -> bool:
    """Fields that must hold something before a record can be stored, and that nobody else fills."""
    if one.primary_key or one.null or one.blank or one.has_default() or not one.editable:
        return False
    return one.name not in ("created_at", "updated_at")


def _guard(made: Plan) -> None:
    """Guarded fields need their permission."""
    who = actor.current()
    for name in set(made.mapping.fields) & made.resource.guarded.keys():
        if not who.is_system and not who.may(made.resource.guarded[name]):
            made.findings.add(ERROR, "guarded", _("is not open to you"), 0, field=name)


def _permit(part: Part, made: Plan) -> None:
    """Create and change only where one may, as for a single record."""
    who = actor.current()
    if who.is_system:
        return
    resource = made.resource
    reaches = {known: who.reach(resource.permission(verb)) for verb, known in (("create", False), ("change", True))}
    permission = resource.permission("hand_over")
    may_hand_over = who.reach(permission)
    for row, record in part:
        known = part.is_known(record)
        if not _inside(record, reaches[known], who):
            made.findings.add(ERROR, "not_permitted", _("is outside what you may write"), row)
        elif known and _is_handed_over(record) and not _inside(record, may_hand_over, who):
            told = _("You may not do this here: %(permission)s.") % {"permission": permission}
            made.findings.add(ERROR, "not_permitted", told, row, field="owner")


def _is_handed_over(record: Any) -> bool:
    return record.owned and record.owner_id != record._loaded["owner_id"]


def _inside(record: Any, reach: Reach | None, who: Actor) -> bool:
    """Whether a reach holds where the record lay before the file was read; a new one has no before."""
    if reach is None or not record.owned:
        return reach is not None
    before = getattr(record, "_loaded", {})
    owner_id, path = before.get("owner_id", record.owner_id), before.get("org_path", record.org_path)
    return reach.holds_path(path) or (reach.own and owner_id is not None and owner_id == who.person_id)


def _rules(part: Part, made: Plan) -> None:
    """The model's own rule per record, and preventive controls unless history is brought in."""
    model = made.resource.model
    if model.clean is not Model.clean:
        for row, record in part:
            try:
                record.clean()
            except ValidationError as problem:
                for name, messages in problem.message_dict.items():
                    message = " ".join(messages)
                    made.findings.add(ERROR, "rule", message, row, field=name, column=_header(made, name))
    rows = {id(record): row for row, record in part}
    refused = set()
    if part.new and not set(made.mapping.fields) & set(HISTORIC):
        for objection in ports.objections(made.resource.permission("create"), part.new, {}):
            told, given = f"{objection.clause}: {objection.reason}", str(objection.given)
            if objection.record is None:
                made.findings.tell(ERROR, "control", told)
            else:
                refused.add(id(objection.record))
                made.findings.add(ERROR, "control", told, rows[id(objection.record)], given=given)
    _warn(part, [record for record in part.new if id(record) not in refused], rows, made)


def _warn(part: Part, records: list[Any], rows: dict[int, int], made: Plan) -> None:
    """What may be here already; the sentences of so many rows, of the rest how many they are."""
    name = made.resource.title_name
    for record, sentences in zip(records, warnings(made.resource, records), strict=True):
        for sentence in sentences:
            if made.warned < WARNED:
                given = str(getattr(record, name, ""))
                made.findings.add(WARNING, f"alike_{made.warned}", sentence, rows[id(record)], field=name,
                                  column=_header(made, name), given=given)  # fmt: skip
            else:
                message = _("Further rows may be here already.")
                made.findings.add(WARNING, "alike", message, rows[id(record)], field=name, column=_header(made, name))
            made.warned += 1


def _header(made: Plan, name: str) -> str:
    return made.mapping.header_of(name) or ""
