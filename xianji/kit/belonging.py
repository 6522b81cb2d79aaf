"""Nothing comes back from the trash to a record that lies there itself."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.refusals import WrongState
from xianji.org.among import Among
from xianji.org.records import Record


def must_have_its_place(row: Any) -> None:
    """Refused where what it belongs to is not there."""
    for refusal in placeless([row]).values():
        raise refusal


def placeless(rows: Iterable[Any]) -> dict[int, WrongState]:
    """{id: why it cannot come back}, by a statement for each link that a row must have."""
    found: dict[int, WrongState] = {}
    rows = list(rows)
    for field in type(rows[0])._meta.concrete_fields if rows else ():
        if field.is_relation and not field.null and issubclass(field.related_model, Record):
            ids = {getattr(row, field.attname) for row in rows}
            gone = {one.pk: one for one in field.related_model.unscoped.filter(Among("pk", ids), deleted_at__isnull=False)}
            found |= {row.pk: refusal(gone[at]) for row in rows if (at := getattr(row, field.attname)) in gone}
    return found


def refusal(parent: Any) -> WrongState:
    told = _("“%(record)s”, to which this belongs, lies in the trash. Restore that first.")
    return WrongState(told % {"record": parent})
