"""From a table to records: every check, nothing written. What it finds decides whether the load may happen."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xianji.kit import ports
from xianji.kit.imports import fields as filling
from xianji.kit.imports import uniques
from xianji.kit.imports.findings import ERROR, WARNING, Findings
from xianji.kit.imports.mapping import Mapping, check
from xianji.kit.imports.rows import Rows, arranged
from xianji.kit.imports.wording import told
from xianji.lib import actor
from xianji.lib.actor import Actor, Reach

HISTORIC = ("state", "stage", "created_at", "created_by", "closed_on")


@dataclass
class Plan:
    """Records to create and to change, links to settle after loading, and everything that was found."""

    resource: Any
    mapping: Mapping
    rows: int
    new: list[Any] = field(default_factory=list)
    known: list[Any] = field(default_factory=list)
    later: list[tuple[Any, str, str]] = field(default_factory=list)
    extras: list[tuple[Any, dict[str, str]]] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    notes: list[str] = field(default_factory=list)


def plan(resource: Any, table: Any, mapping: Mapping) -> Plan:
    """Read every column, find what is known by its key, build the records, apply the rules."""
    check(mapping, resource, table.columns)
    made = Plan(resource, mapping, table.rows.height)
    for row in table.ragged:
        if row.cells > row.expected:
            made.findings.add(ERROR, "too_many_cells", _("has more cells than the heading"), row.row)
    made.notes += [told(note) for note in table.notes]
    rows = arranged(resource, table, mapping, made)
    filling.fill(rows, made)
    _demand(rows, made)
    uniques.check(rows, made)
    _permit(rows, made)
    _rules(rows, made)
    return made


def _demand(rows: Rows, made: Plan) -> None:
    """Required fields are errors when blank, wanted ones are listed."""
    model, resource = made.resource.model, made.resource
    required = [f for f in model._meta.concrete_fields if needed(f)]
    wanted = [resource.column(name) for name in resource.wanted]
    for row, record in rows:
        for one in required:
            if getattr(record, one.attname) in (None, ""):
                message = _("“%(field)s” is missing") % {"field": one.verbose_name}
                made.findings.add(ERROR, "missing", message, row, field=one.name, column=_header(made, one.name))
        for column in wanted:
            if getattr(record, column.field.attname) in (None, ""):
                message = _("“%(field)s” is blank") % {"field": column.label}
                made.findings.add(WARNING, f"blank_{column.path}", message, row, field=column.path,
                                  column=_header(made, column.path))  # fmt: skip


def needed(one: Any) -> bool:
    """Fields that must hold something before a record can be stored, and that nobody else fills."""
    if one.primary_key or one.null or one.blank or one.has_default() or not one.editable:
        return False
    return one.name not in ("created_at", "updated_at")


def _permit(rows: Rows, made: Plan) -> None:
    """Create and change only where one may, as for a single record."""
    who = actor.current()
    if who.is_system:
        return
    resource = made.resource
    for verb, known in (("create", False), ("change", True)):
        reach = who.reach(resource.permission(verb))
        for row, record in rows:
            if rows.is_known(record) != known:
                continue
            if not _inside(record, reach, who):
                made.findings.add(ERROR, "not_permitted", _("is outside what you may write"), row)
            elif known and record.owned and record.owner_id != record._loaded["owner_id"]:
                permission = resource.permission("hand_over")
                if not _inside(record, who.reach(permission), who):
                    told = _("You may not do this here: %(permission)s.") % {"permission": permission}
                    made.findings.add(ERROR, "not_permitted", told, row, field="owner")
    for name in set(made.mapping.fields) & resource.guarded.keys():
        if not who.may(resource.guarded[name]):
            made.findings.add(ERROR, "guarded", _("is not open to you"), 0, field=name)


def _inside(record: Any, reach: Reach | None, who: Actor) -> bool:
    """Whether a reach holds where the record lay before the file was read; a new one has no before."""
    if reach is None or not record.owned:
        return reach is not None
    before = getattr(record, "_loaded", {})
    owner_id, path = before.get("owner_id", record.owner_id), before.get("org_path", record.org_path)
    return reach.holds_path(path) or (reach.own and owner_id is not None and owner_id == who.person_id)


def _rules(rows: Rows, made: Plan) -> None:
    """The model's own rule per record, and preventive controls unless history is brought in."""
    from django.db.models import Model

    model = made.resource.model
    if model.clean is not Model.clean:
        for row, record in rows:
            try:
                record.clean()
            except ValidationError as problem:
                for name, messages in problem.message_dict.items():
                    message = " ".join(messages)
                    made.findings.add(ERROR, "rule", message, row, field=name, column=_header(made, name))
    if not set(made.mapping.fields) & set(HISTORIC):
        for objection in ports.objections(made.resource.permission("create"), made.new, {}):
            made.findings.add(ERROR, "control", f"{objection.clause}: {objection.reason}", 0)


def _header(made: Plan, name: str) -> str:
    return made.mapping.header_of(name) or ""
