"""Reading tables that people bring: any common format and encoding, safely, with every decision noted."""

from .closeness import Suggestion, close_values
from .date_guess import DateGuess, guess_dates
from .dates import parse_dates, parse_moments
from .mapping import Field, guess_mapping
from .numbers import NumberGuess, guess_numbers, parse_numbers
from .reader import read_table
from .table import Limits, Note, Ragged, Table, Unreadable

__all__ = [
    "DateGuess",
    "Field",
    "Limits",
    "Note",
    "NumberGuess",
    "Ragged",
    "Suggestion",
    "Table",
    "Unreadable",
    "close_values",
    "guess_dates",
    "guess_mapping",
    "guess_numbers",
    "parse_dates",
    "parse_moments",
    "parse_numbers",
    "read_table",
]
