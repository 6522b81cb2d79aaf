"""What is kept for a chapter that is not there yet says so, and nothing else does."""

import re
from pathlib import Path

import xianji
from xianji.rulebook.parameters.declared import parameters
from xianji.rulebook.tables.declared import declared

HOME = Path(xianji.__file__).parent
CODE = "\n".join(path.read_text() for path in HOME.rglob("*.py") if "rulebook" not in path.relative_to(HOME).parts[:1])
NAMED = set(re.findall(r"\"([a-z][\w.]+)\"", CODE))


def test_no_table_and_no_parameter_that_waits_is_asked():
    assert {name for name, one in declared.items() if one.waits and name in NAMED} == set()
    assert {key for key, one in parameters.items() if one.waits and re.sub(r"\.[A-Z]$", "", key) in NAMED} == set()


def test_what_chapter_one_sets_is_asked():
    mine = [one for one in parameters.values() if one.clauses[0] in ("1.1", "1.2") and not one.waits]
    assert len(mine) == 13 and [one.key for one in mine if one.key not in NAMED] == []


def test_pages_tell_what_waits(enter):
    reader = enter("alice", headers={"Accept-Language": "en"})
    told = "comes with its chapter"
    assert told in reader.get("/policy/tables?q=service.sla").content.decode()
    assert told in reader.get("/policy/tables/service.sla/1").content.decode()
    assert told not in reader.get("/policy/tables?q=rulebook.approvers").content.decode()
    assert told in reader.get("/policy/parameters?q=legal.review").content.decode()
    assert told not in reader.get("/policy/parameters?q=ladder").content.decode()
