"""The records that were left out as a file: which, by which rule, what was given, and why in a sentence."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit.bulk.models import Bulk
from xianji.kit.exports.files import csv_file, xlsx_file
from xianji.kit.exports.rows import BLOCK

KINDS = ("csv", "xlsx")


def written(bulk: Bulk, kind: str) -> IO[bytes]:
    """The file, written row by row."""
    out = tempfile.TemporaryFile()
    rule = pgettext("refusal", "Rule")
    headings = [str(bulk.resource.title), _("Id"), rule, _("Field"), _("Value given"), _("Why it was refused")]
    if kind == "csv":
        csv_file(out, headings, rows(bulk), bom=True)
    else:
        xlsx_file(out, _("Left out"), headings, rows(bulk))
    out.seek(0)
    return out


def rows(bulk: Bulk) -> Iterator[list[Any]]:
    fields = ("title", "record_id", "rule", "field", "given", "message")
    for row in bulk.left_out.order_by("id").values_list(*fields).iterator(BLOCK):
        yield list(row)
