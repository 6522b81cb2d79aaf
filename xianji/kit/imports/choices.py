"""The columns of a file as a form: what each is, with samples, and back from the form to a mapping."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.imports.cells import orders
from xianji.kit.imports.mapping import Mapping, Target
from xianji.kit.imports.reading import DateGuess, guess_dates
from xianji.kit.imports.reading.dates import ORDERS

SAMPLES = 3
FIRST = 5
UNITS = ("1000", "10000", "1000000", "100000000")


@dataclass
class Choice:
    """One column of the file with a few of its cells and where it goes."""

    header: str
    place: int
    samples: list[str]
    target: Target
    kind: str
    blank: int
    question: DateGuess | None = None


ORDER_NAMES = {
    "ymd": _("Year month day"),
    "dmy": _("Day month year"),
    "mdy": _("Month day year"),
    "roc": _("Years of the Republic"),
    "serial": _("Day numbers of a spreadsheet"),
}


def date_orders() -> list[tuple[str, Any]]:
    """How dates may be written, as choices."""
    return [(order, ORDER_NAMES[order]) for order in orders()]


def unclear_dates(resource: Any, table: Any, mapping: Mapping) -> dict[str, DateGuess]:
    """Columns of dates whose order must be said."""
    asked = {}
    for header, target in mapping.columns.items():
        is_field = header in table.columns and target.to not in resource.virtual
        if not is_field or target.dates or resource.column(target.to).kind not in ("date", "moment"):
            continue
        guess = guess_dates(table.rows[header], orders())
        if guess.order is None and guess.verdict in ("ambiguous", "mixed"):
            asked[header] = guess
    return asked


def first_rows(table: Any) -> list[tuple[int, list[str]]]:
    """The top of the table as it was read."""
    top = table.rows.head(FIRST)
    return [(number, [cell or "" for cell in cells])
            for number, cells in zip(table.numbers.head(FIRST).to_list(), top.iter_rows(), strict=True)]  # fmt: skip


def choices_of(resource: Any, table: Any, mapping: Mapping, asked: dict[str, DateGuess]) -> list[Choice]:
    """All columns in the file's order."""
    made = []
    for place, header in enumerate(table.columns):
        target = mapping.columns.get(header, Target(""))
        cells = table.rows[header]
        kind = ""
        if target.to and target.to not in resource.virtual:
            kind = resource.column(target.to).kind
        samples = [str(cell)[:60] for cell in cells.drop_nulls().unique(maintain_order=True).head(SAMPLES).to_list()]
        made.append(Choice(header, place, samples, target, kind, cells.null_count(), asked.get(header)))
    return made


def mapping_from(posted: Any, columns: list[str], before: Mapping) -> Mapping:
    """The mapping a person chose; what was said about single values stays while the column means the same."""
    mode = posted.get("mode", "both")
    made = Mapping(fixed=before.fixed, key=posted.get("key", ""), distinct=bool(posted.get("distinct")),
                   mode=mode if mode in ("both", "create", "update") else "both")  # fmt: skip
    for place, header in enumerate(columns):
        if not (to := posted.get(f"to.{place}", "")):
            continue
        was = before.columns.get(header)
        known = was if was is not None and was.to == to else Target(to)
        create = (known.create or {}) if posted.get(f"create.{place}") else None
        dates, times = posted.get(f"dates.{place}", ""), posted.get(f"times.{place}", "")
        made.columns[header] = replace(known, create=create, dates=dates if dates in ORDERS else "",
                                       times=times if times in UNITS else "")  # fmt: skip
    return made
