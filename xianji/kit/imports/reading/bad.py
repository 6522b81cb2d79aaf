"""Cells that could not be read, as a table: index (of the row, from 0), text, code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def bad_cells(texts: pl.Series, found: pl.Series, code: str) -> pl.DataFrame:
    """Where there is a text but no value was found."""
    import polars as pl

    indices = (texts.is_not_null() & found.is_null()).arg_true()
    return pl.DataFrame({"index": indices.cast(pl.UInt32), "text": texts.gather(indices)}).with_columns(
        code=pl.lit(code)
    )
