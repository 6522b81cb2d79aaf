"""The reading of a regulation: a file to numbered clauses, with everything a person should check."""

from .clauses import ReadClause, Reading, ReadWarning, UnreadableFile
from .comparing import Difference, Span, compare
from .messages import sentence
from .reading import as_json, read_regulation, script_of

__all__ = [
    "Difference",
    "ReadClause",
    "ReadWarning",
    "Reading",
    "Span",
    "UnreadableFile",
    "as_json",
    "compare",
    "read_regulation",
    "script_of",
    "sentence",
]
