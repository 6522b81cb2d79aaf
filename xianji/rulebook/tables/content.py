"""What a version of a table holds: columns, rows and fixed cases, as they are kept."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext

from xianji.rulebook.kinds import NO, NUMBERS, WHOLE, YES, Kind
from xianji.rulebook.tables import rules

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def said(label: str) -> str:
    """A label in the reader's language, where it is one that ships; what the business typed stays."""
    return gettext(label) if label.strip() else label


@dataclass(frozen=True)
class Column:
    """An input or an output. Labels are kept in the words of the source, or as the business typed them."""

    key: str
    label: str
    kind: str = Kind.NUMBER
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    """Whether the fact may be unknown."""
    many: bool = False
    """Whether an output may hold several choices."""
    least: str = ""
    most: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def is_whole(self) -> bool:
        return self.kind in WHOLE

    @property
    def codes(self) -> tuple[str, ...]:
        return (YES, NO) if self.kind == Kind.YES_NO else tuple(code for code, _label in self.choices)

    @property
    def title(self) -> str:
        return said(self.label)

    @property
    def told_kind(self) -> str:
        """What stands below the title: the unit, or the kind."""
        return said(self.unit) if self.unit else str(Kind(self.kind).label)

    def label_of(self, code: str) -> str:
        if self.kind == Kind.YES_NO:
            return gettext("Yes") if code == YES else gettext("No")
        return next((said(label) for known, label in self.choices if known == code), code)

    @property
    def low(self) -> rules.Cut:
        return (Decimal(self.least), 0) if self.least else rules.LOWEST

    @property
    def high(self) -> rules.Cut:
        return (Decimal(self.most), 1) if self.most else rules.HIGHEST_CUT


@dataclass(frozen=True)
class Row:
    """A rule: its conditions and answers by the keys of the columns, as canonical text; nothing means any."""

    id: str
    when: dict[str, str] = field(default_factory=dict)
    then: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Case:
    """Facts with the answer that they must get, kept with the table."""

    facts: dict[str, str]
    expects: dict[str, str]


@dataclass(frozen=True)
class Content:
    """One version whole. `last` is the highest number given to a row, so that none is given twice."""

    hit: str = rules.FIRST
    inputs: tuple[Column, ...] = ()
    outputs: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    cases: tuple[Case, ...] = ()
    last: int = 0

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        def column(one: dict[str, Any]) -> Column:
            return Column(**{**one, "choices": tuple((code, label) for code, label in one.get("choices", ()))})

        return cls(
            kept["hit"], tuple(map(column, kept["inputs"])), tuple(map(column, kept["outputs"])),
            tuple(Row(**row) for row in kept["rows"]), tuple(Case(**case) for case in kept["cases"]), kept["last"],
        )  # fmt: skip

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def row(self, row_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def place(self, row_id: str) -> int:
        """The row's number as people count; 0 for none."""
        return next((n for n, row in enumerate(self.rows, 1) if row.id == row_id), 0)

    def column(self, key: str) -> Column | None:
        return next((column for column in (*self.inputs, *self.outputs) if column.key == key), None)

    def numbered(self, rows: Sequence[Row]) -> "Content":
        """With these rows; those without an id get the next one."""
        last, found = self.last, []
        for row in rows:
            if not row.id:
                last += 1
                row = replace(row, id=f"r{last}")
            found.append(row)
        return replace(self, rows=tuple(found), last=last)
