"""What a file says it is, and what it is: only what both agree on and nothing runs is taken."""

import io
import random

import pytest

from tests.kit.files import samples
from xianji.kit.files.kinds import KINDS, kind_of
from xianji.kit.files.names import plain
from xianji.kit.refusals import Refused

GOOD = {
    "offer.pdf": samples.PDF, "site.PNG": samples.png(), "site.jpg": samples.jpeg(), "site.jpeg": samples.jpeg(),
    "dot.gif": samples.GIF, "a.webp": samples.webp(), "合同 v1.2.docx": samples.docx(), "letter.odt": samples.odt(),
    "old.doc": samples.compound("WordDocument"), "old.xls": samples.compound("Workbook"), "notes.txt": "纪要\n".encode(),
    "notes.csv": "名称,金额\n".encode("gb18030"), "film.mp4": samples.MP4, "call.mp3": b"ID3\4" + b"\0" * 20,
}  # fmt: skip
BAD = {
    "a page called a picture": ("site.png", samples.HTML), "a drawing": ("logo.svg", samples.SVG),
    "a drawing called a picture": ("logo.png", samples.SVG), "a page": ("page.html", samples.HTML),
    "a page called text": ("page.txt", b" \n" + samples.HTML), "a drawing called text": ("a.csv", samples.SVG),
    "a program": ("setup.exe", b"MZ\x90\0"), "a program called a document": ("setup.pdf", b"MZ\x90\0%PDF-%%EOF"),
    "two endings": ("offer.pdf.exe", samples.PDF), "two endings, a page": ("offer.pdf.html", samples.PDF),
    "a page before a document": ("offer.pdf", samples.HTML + samples.PDF),
    "a page behind a picture": ("site.png", samples.png() + samples.HTML),
    "an archive behind a picture": ("site.png", samples.png() + samples.docx()),
    "a page before an archive": ("a.docx", samples.HTML + samples.docx()),
    "a cut picture": ("site.png", samples.png()[:-9]), "a cut document": ("offer.pdf", samples.PDF[:-7]),
    "a cut archive": ("a.docx", samples.docx()[:-30]), "an archive of anything": ("a.docx", samples.packed({"a": b"b"})),
    "a picture of a billion points": ("big.png", samples.png(40_000, 40_000)),
    "a photo of a billion points": ("big.jpg", samples.jpeg(65_000, 65_000)),
    "macros": ("a.docx", samples.docx(**{"word/vbaProject.bin": b"x"})),
    "macros of old": ("a.doc", samples.compound("WordDocument", "_VBA_PROJECT")),
    "a name that leads outside": ("a.docx", samples.docx(**{"../../evil": b"x"})),
    "a bomb": ("a.docx", lambda: samples.docx(**{"word/media/a.bin": b"\0" * 300 * 2**20})),
    "a script": ("a.js", b"alert(1)"), "a shortcut": ("a.lnk", b"L\0\0\0"), "nothing known": ("README", b"hello"),
    "text with a NUL": ("a.txt", b"a\0b"), "an empty picture": ("a.gif", b"GIF89a\0\0\0\0"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_what_people_need_is_taken(name: str) -> None:
    assert kind_of(plain(name), io.BytesIO(GOOD[name])).ends(name.rpartition(".")[2].lower())


@pytest.mark.parametrize("case", BAD)
def test_what_deceives_is_refused_with_its_name(case: str) -> None:
    name, given = BAD[case]
    content = given() if callable(given) else given
    with pytest.raises(Refused, match=f"“{name}”"):
        kind_of(name, io.BytesIO(content))


def test_no_kind_is_one_that_browsers_run() -> None:
    assert not {kind.mime for kind in KINDS} & {"text/html", "image/svg+xml", "application/javascript", "text/xml"}
    assert {kind.name for kind in KINDS if kind.shown} == {"pdf", "png", "jpeg", "gif", "webp"}


def test_spoilt_bytes_are_refused_or_taken_but_never_break_anything() -> None:
    chance = random.Random(7)
    for name, content in GOOD.items():
        for _turn in range(60):
            spoilt = bytearray(content)
            for _byte in range(chance.randint(1, 6)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            try:
                kind_of(name.lower(), io.BytesIO(bytes(spoilt[: chance.randint(0, len(spoilt))])))
            except Refused:
                continue


@pytest.mark.parametrize(("given", "name"), [
    ("../../etc/offer.pdf", "offer.pdf"), ("C:\\Users\\li\\报价.pdf", "报价.pdf"), ("a\0b\n.pdf", "ab.pdf"),
    ("fdp.\u202eexe.pdf", "fdp.exe.pdf"), ("  ..offer .pdf", "offer.pdf"), ("a<b>:c.png", "abc.png"),
    ("long" * 90 + ".docx", ("long" * 90)[:145] + ".docx"), ("cafe\u0301.pdf", "caf\u00e9.pdf"),
])  # fmt: skip
def test_a_name_keeps_only_what_is_a_name(given: str, name: str) -> None:
    assert plain(given) == name


@pytest.mark.parametrize("given", ["", ".", "..", ".pdf", "../", "pdf", "\u202e.pdf", "/"])
def test_what_is_no_name_is_refused(given: str) -> None:
    with pytest.raises(Refused):
        plain(given)
