"""The reading of a regulation: a file to numbered clauses, with everything a person should check."""

from xianji.policy.regulations.reading.clauses import ReadClause, Reading, ReadWarning, UnreadableFile
from xianji.policy.regulations.reading.comparing import Difference, Span, compare
from xianji.policy.regulations.reading.messages import sentence
from xianji.policy.regulations.reading.reading import as_json, read_regulation, script_of

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
