import json
import re
from pathlib import Path

from tests.policy.regulations.reading.making import read
from xianji.policy.regulations import reading as package
from xianji.policy.regulations.reading import ReadWarning, UnreadableFile, as_json, sentence
from xianji.policy.regulations.reading.messages import MESSAGES, REFUSALS

SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.glob("*.py"))


def test_every_code_has_a_sentence_and_every_sentence_a_use() -> None:
    used = set(re.findall(r'(?:ReadWarning|Note|UnreadableFile)\(\s*"(\w+)"', SOURCES)) | {"repaired", "garbled"}
    used |= {"page_lines", "contents"}
    assert used == set(MESSAGES) | set(REFUSALS)


def test_the_form_that_others_rely_on() -> None:
    told = as_json(read("一、甲\n（一）子。\n三、丙\n四、丁\n"))
    assert told["clauses"][1] == {"number": "1.1", "title": "", "text": "子。"}
    assert told["warnings"][0]["message"] == "Before 3 these numbers are missing: 2."
    assert json.loads(json.dumps(told)) == told


def test_sentences_can_be_translated() -> None:
    assert (
        sentence(ReadWarning("duplicate", "2.1"), {MESSAGES["duplicate"]: "%(number)s 重复"}.__getitem__) == "2.1 重复"
    )
    assert "“pdf”" in sentence(UnreadableFile("kind", kind="pdf"))
