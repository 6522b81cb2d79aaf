"""What somebody wants to take along: a list as asked for, in which form. Written as plain values, so that it can wait."""

import tempfile
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

from django.utils import timezone

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import registry
from xianji.kit.exports import gate, hidden, locked
from xianji.kit.exports.rows import Selection
from xianji.kit.exports.writers import WRITERS
from xianji.kit.lists.query import ListQuery
from xianji.org import keys

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "vcf": "text/vcard; charset=utf-8",
}


PLACE = "kit_export.password"
MARKED = ("csv", "xlsx")
"""What can end with a line of its own; a printed page tells it below its rows."""


@dataclass
class Order:
    """`asked` are the words of the list's address, `ids` some ticked rows instead of them; `mark` is a line that ends the
    file and says who took it, `trace` the same as a code that nobody sees, `sealed` the password with which the workbook
    opens: encrypted, as an order may wait for the worker."""

    label: str
    kind: str
    asked: dict[str, str] = field(default_factory=dict)
    machine: bool = False
    bom: bool = False
    ids: list[int] | None = None
    mark: str = ""
    trace: str = ""
    sealed: str = ""

    @property
    def resource(self) -> Any:
        return registry.resource_of(self.label)

    @property
    def file_name(self) -> str:
        return f"{self.resource.plural} {timezone.localdate():%Y-%m-%d}.{self.kind}"

    def selection(self) -> Selection:
        names = list(self.resource.card.values()) if self.kind == "vcf" else None
        return Selection(ListQuery(self.resource, self.asked), self.machine, self.ids, names)

    def written(self) -> dict[str, Any]:
        return asdict(self)

    def fill(self, out: IO[bytes], progress: Any = None) -> int:
        """Write the file and, in the journal, that it was made, by whom and with what; returns the number of rows."""
        chosen = self.selection()
        rows = chosen.rows() if progress is None else counted(chosen, progress)
        count = self.closed(out, chosen, hidden.behind(rows, self.trace) if self.trace else rows)
        told = {"rows": count, "filter": chosen.query.asked, "columns": [c.path for c in chosen.columns], "ids": self.ids}
        changes = {name: (None, value) for name, value in told.items() if value not in (None, {}, [])}
        write(Event("export", self.label, None, f"{self.resource.plural} .{self.kind}", changes), source="web")
        if self.resource.watched:
            gate.taken(self, chosen)
        return count


    def closed(self, out: IO[bytes], chosen: Selection, rows: Any) -> int:
        """The rows and who took them; behind a password where one was given."""
        if not self.sealed:
            return self.ended(out, chosen, rows)
        with tempfile.TemporaryFile() as plain:
            count = self.ended(plain, chosen, rows)
            locked.lock(plain, out, keys.unseal(self.sealed, PLACE))
        return count

    def ended(self, out: IO[bytes], chosen: Selection, rows: Any) -> int:
        is_marked = bool(self.mark) and self.kind in MARKED
        return WRITERS[self.kind](self, out, chosen, chain(rows, [[self.mark]]) if is_marked else rows) - is_marked

    def as_workbook(self) -> "Order":
        """Only a workbook can be closed with a password."""
        return replace(self, kind="xlsx", bom=False)

    def close_with(self, password: str) -> None:
        self.sealed = keys.seal(password, PLACE)


STEP = 1000


def counted(chosen: Selection, progress: Any) -> Any:
    """The rows, with a word to the one who waits at every thousandth."""
    total, done = chosen.found().count(), 0
    progress(done, total)
    for done, row in enumerate(chosen.rows(), 1):
        if done % STEP == 0:
            progress(done, total)
        yield row
    progress(done, done)


def folder() -> Path:
    """Where finished files wait; beside what backups take along, as anybody may make them again."""
    from django.conf import settings

    return Path(settings.HOME) / "exports"
