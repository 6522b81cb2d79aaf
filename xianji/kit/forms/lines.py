"""Lines of a record, such as the rates of a currency: rows in its form, checked row by row, stored in its transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry, store
from xianji.kit.columns import Column
from xianji.kit.forms.build import KitForm, stands_of
from xianji.kit.forms.fields import control
from xianji.kit.forms.links import LinkField
from xianji.kit.lines import begun
from xianji.kit.lists.cells import maker
from xianji.kit.refusals import Refused, Stale
from xianji.lib import actor, whole

EMPTY_ROWS, MOST = 3, 200


@dataclass
class Row:
    """One line: its form, the record behind it when it is stored already, and the version that was seen of it."""

    form: KitForm
    record: Any = None
    is_gone: bool = False
    is_lost: bool = False
    seen: int | None = None
    stored: str = ""

    @property
    def is_blank(self) -> bool:
        sent = {name: self.form.data.get(self.form.add_prefix(name)) for name in self.form.fields}
        is_typed = any(text not in (None, "", self.untouched(name)) for name, text in sent.items())
        return self.record is None and not self.is_lost and not is_typed

    def untouched(self, name: str) -> str:
        """What an empty row sends for a field that has a value from the start."""
        return str(self.form.fields[name].prepare_value(self.form.initial.get(name, "")))


class Lines:
    """The rows of one kind in a form: those stored and some empty ones, or those that were posted."""

    def __init__(self, resource: Any, name: str, record: Any = None, posted: Any = None) -> None:
        self.most = MOST
        self.name, self.relation = name, resource.model._meta.get_field(name)
        self.model, self.via = self.relation.related_model, self.relation.field.name
        self.columns = columns_of(self.model, resource.lines[name])
        self.place = place_of(self.model)
        self.title = self.model._meta.verbose_name_plural
        self.links = [column.path for column in self.columns if column.is_link]
        self.defaults = {column.path: column.field.get_default() for column in self.columns if column.field.has_default()}
        self.stored = self._stored(record) if record else []
        self.rows = self._posted(posted) if posted is not None else self._shown()
        self.blank = self._row(None, None, "__n__")

    def _stored(self, record: Any) -> list[Any]:
        """With what they link to, in one statement."""
        rows = self.model.objects.filter(**{self.via: record}).order_by("pk")
        return list((rows.select_related(*self.links) if self.links else rows)[:MOST])

    def _row(self, record: Any, posted: Any, place: Any) -> Row:
        fields = {column.path: control(column, self.place) for column in self.columns}
        first = {column.path: getattr(record, column.path) for column in self.columns} if record else self.defaults
        form = type("LineForm", (KitForm,), fields)(posted, initial=first, prefix=f"{self.name}-{place}",
                                                        empty_permitted=record is None, use_required_attribute=False)  # fmt: skip
        form.stands = stands_of(self.columns)
        for name, field in form.fields.items():
            field.widget.is_required = False
            if record is not None and isinstance(field, LinkField):
                field.kept = getattr(record, name)
        told = "; ".join(f"{c.label}: {told_of(record, c)}" for c in self.columns) if record else ""
        return Row(form, record, seen=record.version if record else None, stored=told)

    def _shown(self) -> list[Row]:
        rows = [self._row(record, None, place) for place, record in enumerate(self.stored)]
        return rows + [self._row(None, None, len(rows) + extra) for extra in range(EMPTY_ROWS)]

    def _posted(self, posted: Any) -> list[Row]:
        known, rows = {str(record.pk): record for record in self.stored}, []
        begun = (key.split("-")[1] for key in posted if key.startswith(f"{self.name}-"))
        places = sorted(whole.numbers(begun))[:MOST]
        for place in places:
            named = posted.get(f"{self.name}-{place}-id", "")
            row = self._row(known.get(named), posted, place)
            row.is_gone = f"{self.name}-{place}-gone" in posted
            row.is_lost = bool(named) and named not in known
            version = whole.number(posted.get(f"{self.name}-{place}-version"))
            row.seen = row.seen if version is None else version
            rows.append(row)
        return rows

    def are_valid(self) -> bool:
        """Whether every row that counts is right; blank and removed ones do not count."""
        counted = [row for row in self.rows if not row.is_gone and not row.is_blank]
        for row in counted:
            if row.is_lost:
                row.form.add_error(None, _("Somebody has removed this row. Tick “Remove” to go on."))
        return all([row.form.is_valid() for row in counted])

    def save(self, parent: Any) -> None:
        """Store the rows of the parent; a refused row refuses the whole."""
        failed = False
        for row in self.rows:
            try:
                with transaction.atomic():
                    self._save(row, parent)
            except Refused as refusal:
                row.form.add_refusal(refusal)
                if isinstance(refusal, Stale):
                    row.form.add_error(None, _("%(why)s Stored now: %(values)s. Save again to keep yours.") % {
                        "why": refusal.message, "values": row.stored})  # fmt: skip
                failed = True
        if failed:
            raise Refused(_("Please correct the marked rows."))

    def _save(self, row: Row, parent: Any) -> None:
        if row.is_gone and row.record is not None:
            row.record.deleted_at = timezone.now()
            store.change(row.record, version=row.seen, verb="delete", source="web")
        if row.is_gone or row.is_blank:
            return
        record = row.record or begun(self.model, self.via, parent)
        for name, value in row.form.values().items():
            setattr(record, name, value)
        if row.record is None:
            store.create(record, source="web")
        elif store.changes(record):
            store.change(record, version=row.seen, source="web")


def place_of(model: Any) -> str:
    """The address whose pickers the rows use; nothing where nobody sees lists of this kind."""
    resource = registry.resource_of(model) if registry.has_resource(model) else None
    return resource.path if resource and resource.may(actor.current(), "view") else ""


def told_of(record: Any, column: Column) -> str:
    """What stands in a row now, in words."""
    value = getattr(record, column.path)
    return str(value or "") if column.is_link else maker(column)(value)[1]


def columns_of(model: Any, names: list[str]) -> list[Column]:
    if registry.has_resource(model):
        return registry.resource_of(model).open_to(actor.current(), names)
    return [Column(model, name) for name in names]


def lines_of(resource: Any, record: Any = None, posted: Any = None) -> list[Lines]:
    return [Lines(resource, name, record, posted) for name in resource.lines]
