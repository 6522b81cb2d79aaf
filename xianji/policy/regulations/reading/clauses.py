"""What the reading of a regulation hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ReadClause:
    """One numbered place; `text` is all that follows the number, `title` a suggestion that may be empty."""

    number: str
    level: int
    title: str
    text: str
    position: int
    extension: bool = False

    @property
    def code(self) -> str:
        """The name controls use for the clause: an X before the number tells our continuation from the source."""
        return f"X{self.number}" if self.extension else self.number


@dataclass(frozen=True)
class ReadWarning:
    """Something a person should look at; the sentence for `code` is in messages.py."""

    code: str
    number: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    excerpt: str = ""


@dataclass(frozen=True)
class Reading:
    """A regulation as it was understood; `script` is Hans, Hant, Latn or empty."""

    title: str
    clauses: list[ReadClause]
    warnings: list[ReadWarning]
    script: str = ""


class UnreadableFile(ValueError):
    """The file cannot be read as a regulation at all; `code` and `params` as in a warning."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
