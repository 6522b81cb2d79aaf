"""Damaged text files: read completely or refused with a reason, whatever happened to them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from xianji.kit.imports.reading import Unreadable

from .files import read_here

TEXT = "月报\n编号,客户,日期,金额\n" + "".join(f"{n},远山有限公司{n},2024-03-{n:02d},{n}.50\n" for n in range(1, 15)) + "注：不含税\n"
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5hkscs")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(ENCODINGS), st.integers(0, 500), st.integers(0, 30), st.binary(max_size=6))
def test_complete_or_refused(encoding: str, place: int, removed: int, added: bytes) -> None:
    content = TEXT.encode(encoding, errors="ignore")
    content = content[:place] + added + content[place + removed :]
    try:
        table = read_here(content)
    except Unreadable as refusal:
        assert str(refusal)
        return
    assert all(str(note) for note in table.notes)
    lines = [line for line in re.split(r"\r\n|\r|\n", content.decode(table.encoding or "")) if line.strip(", \t\ufeff")]
    kept = len(table.preamble) + (table.header_row > 0) + table.rows.height + len(table.footer)
    assert kept == len(lines) or '"' in content.decode(table.encoding or "")
