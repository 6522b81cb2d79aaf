"""All that is held about one person, as tables and as one packed file: what the person gets when they ask."""

import json
import zipfile
from io import BytesIO
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.columns import VEILED
from xianji.kit.comments.models import Comment
from xianji.kit.exports.files import xlsx_tables
from xianji.kit.exports.whole import Table, Whole, value_of
from xianji.kit.files import disk
from xianji.kit.files.models import Attachment
from xianji.kit.forgetting.known import Known

MOST = 10_000
"""Rows of one kind."""


def tables(records: list[Any]) -> list[Table]:
    """Each record with its numbers in clear, what is written about it, and the names of its files; one table a kind."""
    found: dict[str, Table] = {}
    for table in (table for record in records for table in of_one(record) if table.rows):
        there = found.setdefault(table.title, Table(table.title, table.headings, []))
        there.rows.extend(table.rows)
    return list(found.values())


def of_one(record: Any) -> list[Table]:
    about = (beside(resource, record) for resource in registry.resources.values() if is_about(resource.model))
    return [own(record), *about, comments(record), files(record)]


def same_person(records: list[Any]) -> list[Any]:
    """With the leads that became the contact."""
    return list(dict.fromkeys([*records, *(other for one in records for other in Known(one, "").same_person())]))


def own(record: Any) -> Table:
    whole = Whole(registry.resource_of(type(record)), record)
    rows = [[title, str(column.label), getattr(record, column.path) if column.kind in VEILED else value_of(record, column)]
            for title, columns in whole.sections() for column in columns]  # fmt: skip
    return Table(str(whole.resource.title), [_("Section"), _("Field"), _("Value")], rows)


def beside(resource: Any, record: Any) -> Table:
    """Activities, tasks, consents: every kind that is about other records."""
    columns = [resource.column(name) for name in resource.names]
    links = [column.path for column in columns if column.is_link]
    rows = every(resource.model.unscoped.filter(about_label=record.label(), about_id=record.pk, deleted_at=None))
    told = [[value_of(row, column) for column in columns] for row in rows.select_related(*links)]
    return Table(str(resource.plural), [str(column.label) for column in columns], told)


def comments(record: Any) -> Table:
    rows = every(Comment.objects.filter(label=record.label(), record_id=record.pk, deleted_at=None))
    return Table(_("Comments"), [_("When"), _("Text")], [[timezone.localtime(one.made_at).replace(tzinfo=None), one.text]
                                                        for one in rows])  # fmt: skip


def files(record: Any) -> Table:
    return Table(_("Files"), [_("Name"), _("Size")], [[one.name, one.size] for one in attached(record)])


def attached(record: Any) -> QuerySet:
    return every(Attachment.objects.filter(label=record.label(), record_id=record.pk, deleted_at=None))


def packed(several: list[Any], out: IO[bytes]) -> None:
    """`held.json`, `held.xlsx` and the files themselves in one archive."""
    records = same_person(several)
    found = tables(records)
    told = {table.title: [dict(zip(table.headings, row, strict=True)) for row in table.rows] for table in found}
    book = BytesIO()
    xlsx_tables(book, [(table.title, table.headings, table.rows) for table in found])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("held.json", json.dumps(told, ensure_ascii=False, indent=1, default=str))
        archive.writestr("held.xlsx", book.getvalue())
        for one in (one for record in records for one in attached(record)):
            if (place := disk.path_of(one.place)).exists():
                archive.write(place, f"files/{one.pk}-{one.name}")


def is_about(model: Any) -> bool:
    return {"about_label", "about_id"} <= {field.name for field in model._meta.concrete_fields}


def every(rows: QuerySet) -> QuerySet:
    return rows.order_by("pk")[:MOST]
