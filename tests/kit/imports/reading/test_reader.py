"""What holds for every reading: cheap to import, from bytes or a path, every code with its sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from xianji.kit.imports import reading
from xianji.kit.imports.reading import Limits, Unreadable, read_table
from xianji.kit.imports.reading.sentences import NOTES, REFUSALS

FOLDER = Path(reading.__file__).parent


def test_nothing_heavy_is_loaded_by_importing() -> None:
    code = "import sys, xianji.kit.imports.reading; print({'polars', 'fastexcel', 'django'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=FOLDER.parents[3], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_bytes_and_paths_read_the_same(tmp_path: Path) -> None:
    content = "名称,金额\n远山,1\n".encode("gb18030")
    (tmp_path / "客户.csv").write_bytes(content)
    one, other = read_table("客户.csv", content), read_table("客户.csv", tmp_path / "客户.csv")
    assert one.rows.equals(other.rows) and one.encoding == other.encoding == "gb18030"
    assert str(one.notes[0]) == "The text was read as GB18030."


def test_a_large_file_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        read_table("a.csv", b"a,b\n" * 400_000, limits=Limits(file_bytes=1024 * 1024))


def test_every_code_has_a_sentence_and_every_sentence_a_use() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name != "sentences.py")
    assert set(re.findall(r'Unreadable\("(\w+)"', source)) <= REFUSALS.keys()
    assert set(re.findall(r'Note\("(\w+)"', source)) <= NOTES.keys()
    unused = [code for code in [*REFUSALS, *NOTES] if f'"{code}"' not in source]
    assert not unused


def test_what_is_no_table_is_named() -> None:
    for content, kind in ((b'{"a": [1]}', "JSON"), (b'[{"a": 1}]', "JSON"), (b"<?xml version='1.0'?><a/>", "XML"), (b"%PDF-1.7", "PDF")):
        with pytest.raises(Unreadable, match=kind):
            read_table("a.csv", content)
