"""One record as tables: its fields by section, then its lines."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.exports.texts import of_record
from xianji.kit.exports.values import writer
from xianji.kit.forms.lines import MOST, columns_of
from xianji.kit.records import page
from xianji.kit.resource import STAMPS
from xianji.lib import actor


@dataclass(frozen=True)
class Table:
    """A heading, the columns' headings, the rows; `right` are the columns of figures."""

    title: str
    headings: list[str]
    rows: list[list[Any]]
    right: tuple[bool, ...] = ()


class Whole:
    """Everything of a record that the actor may see."""

    def __init__(self, resource: Any, record: Any) -> None:
        self.resource, self.record = resource, record

    def sections(self) -> list[tuple[str, list[Column]]]:
        """(title, columns), the stamps last."""
        who = actor.current()
        found = [(str(title), self.resource.open_to(who, names)) for title, names in self.resource.page_sections.items()]
        stamps = self.resource.open_to(who, [name for name in self.resource.names if name in STAMPS])
        return [(title, columns) for title, columns in [*found, (_("History"), stamps)] if columns]

    def fields(self) -> Table:
        """For a sheet: one field a row, figures and days as such."""
        shown = [(title, column) for title, columns in self.sections() for column in columns]
        rows = [[title, str(column.label), value_of(self.record, column)] for title, column in shown]
        return Table(str(self.resource.title), [_("Section"), _("Field"), _("Value")], rows)

    def lines(self, written: Any = None) -> list[Table]:
        """The lines of each kind, if there are any."""
        made = []
        for name, paths in self.resource.lines.items():
            relation = self.resource.model._meta.get_field(name)
            model, via = relation.related_model, relation.field.name
            columns = columns_of(model, paths)
            links = [column.path for column in columns if column.is_link]
            stored = model.objects.filter(**{via: self.record}).select_related(*links).order_by("pk")[:MOST]
            rows = [[(written or value_of)(line, column) for column in columns] for line in stored]
            if rows:
                right = tuple(column.is_number for column in columns)
                made.append(Table(str(model._meta.verbose_name_plural), [str(c.label) for c in columns], rows, right))
        return made

    def printed(self) -> dict[str, Any]:
        """For a page: marks, key figures, sections and lines as texts."""
        record, told = self.record, of_record
        marks = [one["cell"][1] for one in page.marks(self.resource, record)]
        facts = [self.resource.column(one["name"]) for one in page.facts(self.resource, record)]
        return {
            "title": str(record), "object": str(self.resource.title), "number": page.number(self.resource, record),
            "marks": marks, "facts": [[str(column.label), told(record, column)] for column in facts],
            "sections": [
                {"title": title, "fields": [[str(column.label), told(record, column)] for column in columns]}
                for title, columns in self.sections()
            ],
            "lines": [{"title": one.title, "headings": one.headings, "rows": one.rows, "right": one.right}
                      for one in self.lines(told)],
        }  # fmt: skip


def value_of(record: Any, column: Column) -> Any:
    """A value as a sheet carries it; a link by its title."""
    value: Any = record
    for part in column.path.split("__"):
        value = getattr(value, part, None)
    return (str(value) if value is not None else None) if column.is_link else writer(column)(value)
