import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.policy.regulations.reading.making import POLICY, POLICY_NUMBERS, codes, numbers, saved, texts, word_file
from xianji.policy.regulations.reading import UnreadableFile, read_regulation

CHINESE = [
    ("chineseCounting", "第%1章"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]
DOTTED = [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]
OUTLINE = [("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), ("lowerLetter", "(%4)")]
PARAGRAPHS = [
    (None, "销售管理制度"), (0, "总则"), (1, "目的。"), (1, "范围。"), (2, "总部。"), (2, "分公司。"), (0, "客户"), (None, "共三类。"),
    (1, "大型。"), (2, "专人负责。"), (3, "经理"), (3, "技术"), (1, "其他。"),
]  # fmt: skip
EXPECTED = ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "2.1.1", "2.1.1.1", "2.1.1.2", "2.2"]


def refused(content: bytes, name: str = "rules.docx") -> str:
    with pytest.raises(UnreadableFile) as problem:
        read_regulation(name, content)
    return problem.value.code


def test_numbers_in_the_text() -> None:
    document = docx.Document()
    for line in POLICY.splitlines():
        document.add_paragraph(line)
    assert numbers(read_regulation("rules.docx", saved(document))) == POLICY_NUMBERS


@pytest.mark.parametrize("formats", [CHINESE, OUTLINE])
def test_numbers_that_word_counts(formats: list[tuple[str, str]]) -> None:
    reading = read_regulation("rules.docx", word_file(PARAGRAPHS, formats))
    assert (numbers(reading), codes(reading)) == (EXPECTED, [])
    assert texts(reading)["2"] == "客户\n共三类。"


def test_numbers_of_several_levels() -> None:
    paragraphs = [one for one in PARAGRAPHS if one[0] != 3]
    reading = read_regulation("rules.docx", word_file(paragraphs, DOTTED))
    assert numbers(reading) == [number for number in EXPECTED if number.count(".") < 3]


def test_a_numbered_heading_style() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="Article %1"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    for text in ("Purpose", "Scope", "Closing"):
        document.add_heading(text, 1)
    assert texts(read_regulation("a.docx", saved(document))) == {"1": "Purpose", "2": "Scope", "3": "Closing"}


def test_heading_styles_without_numbers() -> None:
    document = docx.Document()
    document.add_heading("销售管理制度", 0)
    for text in ("总则", "客户"):
        document.add_heading(text, 1)
        document.add_heading("说明", 2)
        document.add_paragraph("正文。")
    reading = read_regulation("rules.docx", saved(document))
    assert (reading.title, numbers(reading)) == ("销售管理制度", ["1", "1.1", "2", "2.1"])


def test_tables_and_changes_are_read_deletions_are_not() -> None:
    document = docx.Document()
    document.add_paragraph("一、目的")
    paragraph = document.add_paragraph("二、范围")._p
    for tag, text in (("ins", "新增"), ("del", "删除")):
        inner = f"<w:r><w:{'t' if tag == 'ins' else 'delText'}>{text}</w:{'t' if tag == 'ins' else 'delText'}></w:r>"
        paragraph.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a">{inner}</w:{tag}>'))
    document.add_table(1, 1).cell(0, 0).text = "表中文字"
    assert texts(read_regulation("a.docx", saved(document))) == {"1": "目的", "2": "范围新增\n表中文字"}


def test_an_archive_that_swells_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert refused(stream.getvalue()) == "bomb"


def test_too_many_entries_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for at in range(2_001):
            archive.writestr(f"word/{at}.xml", b"")
    assert refused(stream.getvalue()) == "bomb"


def test_what_is_no_regulation() -> None:
    sound = word_file(PARAGRAPHS, CHINESE)
    assert refused(sound[: len(sound) // 2]) == "damaged"
    assert refused(b"PK\x03\x04 nothing") == "damaged"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc") == "kind"
    assert refused(b"%PDF-1.7", "rules.txt") == "kind"
    assert refused(b" \n ", "rules.txt") == "empty_file"
    assert refused("一、甲。".encode() * 80_000, "rules.txt") == "too_long"
