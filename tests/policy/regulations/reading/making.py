"""Regulations to read, made for a test."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from xianji.policy.regulations.reading import Reading, read_regulation

POLICY = """销售管理制度

第一章 总则
第一条 为规范销售行为，制定本制度。
第二条 本制度适用于全体销售人员。
第二章 客户
第三条 客户分为三类：
（一）大型客户；
（二）中型客户；
（三）小型客户。
第四条 本制度由销售部解释。
"""
POLICY_NUMBERS = ["1", "1.1", "1.2", "2", "2.3", "2.3.1", "2.3.2", "2.3.3", "2.4"]


def read(text: str, name: str = "rules.txt") -> Reading:
    """A text as it would be read from a file."""
    return read_regulation(name, text.encode())


def numbers(reading: Reading) -> list[str]:
    """The numbers in order."""
    return [clause.number for clause in reading.clauses]


def texts(reading: Reading) -> dict[str, str]:
    """Number to text."""
    return {clause.number: clause.text for clause in reading.clauses}


def codes(reading: Reading) -> list[str]:
    """What was pointed out."""
    return [warning.code for warning in reading.warnings]


def word_file(paragraphs: list[tuple[int | None, str]], formats: list[tuple[str, str]]) -> bytes:
    """A document whose paragraphs are numbered by Word itself; `formats` are number format and text of each level."""
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for at, (shape, shown) in enumerate(formats)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if depth is not None:
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            properties.append(parse_xml(place))
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
