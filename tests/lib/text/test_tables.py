import subprocess
import sys

import pytest

from xianji.lib import text, text_tables
from xianji.lib.text import tables


def test_tables_are_built_into_any_folder(tmp_path, monkeypatch):
    counted = text_tables.build(tmp_path / "tables")
    monkeypatch.setattr(tables, "FOLDER", tmp_path / "tables")
    assert {name: len(getattr(tables, name).__wrapped__()) for name in counted} == counted
    assert counted["simplified"] > 4000
    assert counted["readings"] > 30000


def test_a_missing_table_says_how_to_build_it(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(text.TablesMissing, match=r"python -m xianji\.lib\.text_tables"):
        tables.readings.__wrapped__()


def test_every_folded_character_is_its_own_fold():
    simplified = tables.simplified()
    assert not set(simplified.values()) & set(simplified)


def test_running_text_needs_neither_the_builders_nor_the_heavy_libraries():
    code = """
import sys
from xianji.lib import calendars, ids, money, periods, text
before = set(sys.modules)
text.tokens("深圳市千问科技有限公司 13812345678", person=True), text.query_tokens("qwkj"), text.normal_phone("13812345678")
heavy = {"opencc", "pypinyin", "phonenumbers", "holidays", "cn2an", "stdnum", "django"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
