"""How each kind of file is written: a list of any object, and one record."""

from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from xianji.kit.columns import VEILED
from xianji.kit.exports.cards import card_file
from xianji.kit.exports.files import csv_file, xlsx_file, xlsx_tables
from xianji.kit.exports.pdf import pages
from xianji.kit.exports.rows import BLOCK, Selection
from xianji.kit.exports.stamp import taken_by
from xianji.kit.exports.values import path_of, writer
from xianji.kit.exports.whole import Whole, value_of
from xianji.kit.lists.chips import chips
from xianji.lib import actor

if TYPE_CHECKING:
    from xianji.kit.exports.order import Order

def is_offered(resource: Any, kind: str) -> bool:
    """Whether this object can be had as such a file here."""
    return bool(resource.card) if kind == "vcf" else kind != "pdf" or pages.is_there()


def as_csv(order: "Order", out: IO[bytes], chosen: Selection, rows: Any) -> int:
    return csv_file(out, chosen.headings, rows, bom=order.bom)


def as_xlsx(order: "Order", out: IO[bytes], chosen: Selection, rows: Any) -> int:
    return xlsx_file(out, str(order.resource.plural), chosen.headings, rows, taken_by(), order.trace)


def as_cards(order: "Order", out: IO[bytes], chosen: Selection, rows: Any) -> int:
    """Without encrypted values: no whole list of telephone numbers leaves the house."""
    resource = order.resource
    names = {path: property for property, path in resource.card.items()}
    columns = [column for column in chosen.columns if column.kind not in VEILED]
    write = [(names[column.path], writer(column)) for column in columns]
    found = chosen.sorted().values_list("pk", *(path_of(column) for column in columns)).iterator(BLOCK)
    people = ({"UID": uid(resource, pk), **{name: tell(value) for (name, tell), value in zip(write, row, strict=True)}}
              for pk, *row in found)  # fmt: skip
    return card_file(out, people)


def as_pdf(order: "Order", out: IO[bytes], chosen: Selection, rows: Any) -> int:
    """As many rows as a printed list has, with a sentence where there are more."""
    most = pages.most(len(chosen.columns))
    texts = chosen.texts(most)
    total = chosen.found().count() if len(texts) == most else len(texts)
    note = _("The first %(shown)s of %(total)s rows. An Excel workbook holds them all.")
    asked_for = chips(chosen.query, QueryDict(urlencode(order.asked)))
    asked = [_("%(deed)s: %(things)s") % {"deed": one["label"], "things": one["value"]} for one in asked_for]
    pages.write(out, "list", {
        "title": str(order.resource.plural), "scope": f"{total:,}", "told": " · ".join(asked), "headings": chosen.headings,
        "rows": texts, "right": [column.is_number for column in chosen.columns],
        "note": " ".join(filter(None, [
            note % {"shown": f"{len(texts):,}", "total": f"{total:,}"} if total > len(texts) else "", order.mark,
        ])),
    })  # fmt: skip
    return len(texts)


WRITERS: dict[str, Callable[["Order", IO[bytes], Selection, Any], int]] = {
    "csv": as_csv, "xlsx": as_xlsx, "vcf": as_cards, "pdf": as_pdf,
}  # fmt: skip


def write_one(out: IO[bytes], resource: Any, record: Any, kind: str, bom: bool = False) -> list[str]:
    """Everything of one record; returns the labels of the encrypted values that were written in clear."""
    whole = Whole(resource, record)
    if kind == "vcf":
        return card_of(out, resource, record)
    if kind == "pdf":
        pages.write(out, "record", whole.printed())
    elif kind == "xlsx":
        tables = [whole.fields(), *whole.lines()]
        xlsx_tables(out, [(one.title, one.headings, one.rows) for one in tables], taken_by())
    else:
        table = whole.fields()
        csv_file(out, table.headings, table.rows, bom=bom)
    return []


def card_of(out: IO[bytes], resource: Any, record: Any) -> list[str]:
    """One person with the number in clear, as if it had been shown on the page."""
    person: dict[str, Any] = {"UID": uid(resource, record.pk)}
    shown = []
    for property, path in resource.card.items():
        for column in resource.open_to(actor.current(), [path]):
            value = getattr(record, path) if column.kind in VEILED else value_of(record, column)
            person[property] = value
            shown += [str(column.label)] if value and column.kind in VEILED else []
    if "FN" not in person:
        raise Http404
    card_file(out, [person])
    return shown


def uid(resource: Any, pk: int) -> str:
    return f"{resource.label}-{pk}@xianji"
