"""What a check of a file found: errors stop the import, warnings and mapped values are listed and load."""

import dataclasses
from dataclasses import dataclass
from typing import Any

ERROR, WARNING, MAPPED = "error", "warning", "mapped"
SHOWN_ROWS = 20


@dataclass
class Finding:
    """The same thing in one or many rows: which column and field, what was given, what it became."""

    level: str
    code: str
    message: str
    column: str = ""
    field: str = ""
    given: str = ""
    became: str = ""
    rows: list[int] = dataclasses.field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For the report: the count of rows and the first of them; of errors all, so that each can be corrected."""
        told: dict[str, Any] = {"level": self.level, "code": self.code, "message": self.message}
        told |= {name: text for name in ("column", "field", "given", "became") if (text := getattr(self, name))}
        return told | {"count": len(self.rows), "rows": self.rows if self.level == ERROR else self.rows[:SHOWN_ROWS]}


class Findings:
    """All findings of a file; the same one in many rows is one."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], Finding] = {}

    def add(self, level: str, code: str, message: Any, row: int, *, column: str = "", field: str = "", given: str = "",
            became: str = "") -> None:  # fmt: skip
        key = (level, code, column, field, given)
        if key not in self.found:
            self.found[key] = Finding(level, code, str(message), column, field, given, became)
        self.found[key].rows.append(row)

    def tell(self, level: str, code: str, message: Any, **told: str) -> None:
        """What concerns the file and no row of it: said once, however often it is found."""
        if (level, code, told.get("column", ""), told.get("field", ""), told.get("given", "")) not in self.found:
            self.add(level, code, message, 0, **told)

    def of(self, level: str) -> list[Finding]:
        return [one for one in self.found.values() if one.level == level]

    def rows_of(self, level: str) -> int:
        """How many rows have at least one finding of this level."""
        return len({row for one in self.of(level) for row in one.rows})

    def refused(self, field: str) -> set[int]:
        """The rows whose value of this field is wrong already: they do not lack it as well."""
        return {row for one in self.of(ERROR) if one.field == field for row in one.rows}

    @property
    def has_errors(self) -> bool:
        return any(one.level == ERROR for one in self.found.values())
