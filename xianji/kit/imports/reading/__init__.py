"""Reading tables that people bring: any common format and encoding, safely, with every decision noted."""

from .reader import read_table
from .table import Limits, Note, Ragged, Table, Unreadable

__all__ = ["Limits", "Note", "Ragged", "Table", "Unreadable", "read_table"]
