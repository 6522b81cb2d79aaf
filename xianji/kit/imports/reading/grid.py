"""All rows of a file or sheet as text, before anybody has decided which one is the heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .table import Note, Ragged

if TYPE_CHECKING:
    import polars as pl


@dataclass
class Grid:
    """Rows that are not blank, with their row numbers in the file; columns are called "0", "1", …"""

    frame: pl.DataFrame
    numbers: pl.Series
    first_column: int = 1
    sheet: str | None = None
    visible: bool = True
    sheets: list[str] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    ragged: list[Ragged] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
