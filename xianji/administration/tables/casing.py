"""Fixed cases: kept from a test run with the answers of now, or dropped."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.tables.page import FACT
from xianji.kit.refusals import Refused
from xianji.lib import whole
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.content import Case, Column, Content
from xianji.rulebook.tables.examining import Examination, read_facts

MOST = 100


def changed(content: Content, posted: Any) -> Content:
    """With a case more, or with one less."""
    if (drop := whole.number(posted.get("drop"))) is not None:
        return replace(content, cases=tuple(case for n, case in enumerate(content.cases) if n != drop))
    if len(content.cases) >= MOST:
        raise Refused(_("A table keeps at most %(count)s fixed cases.") % {"count": MOST})
    facts = {column.key: posted.get(f"{FACT}{column.key}", "").strip() for column in content.inputs}
    try:
        values, _rows = Examination(content).compiled.ask("case", read_facts(content, facts))
        kept = {column.key: cells.answer(column, facts[column.key]) for column in content.inputs if facts[column.key]}
    except (Unreadable, Refusal) as problem:
        raise Refused(str(problem)) from problem
    expects = {column.key: cells.written(column, values.get(column.key)) for column in content.outputs if one_line(column,
        values.get(column.key))}
    return replace(content, cases=(*content.cases, Case(kept, expects)))


def one_line(column: Column, value: Any) -> bool:
    """Whether an answer can be written into one cell: figures that were collected cannot."""
    return not (isinstance(value, tuple) and len(value) > 1 and not column.codes)
