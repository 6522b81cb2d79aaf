"""Encodings are guessed by what decodes and what is plausible; nothing is ever replaced."""

import pytest

from xianji.kit.imports.reading import Unreadable

from .files import codes, read_here

CHINESE = "客户名称,城市,负责人,金额\r\n深圳市先河科技有限公司,深圳,王伟,1200.50\r\n上海远山贸易股份有限公司,上海,欧阳丽,88\r\n"
TAIWAN = "公司名稱,縣市,負責人,金額\r\n山河實業股份有限公司,臺北市,張志明,1200.50\r\n遠東電子股份有限公司,臺中市,黃麗華,88\r\n"
HONG_KONG = "公司,地址\r\n深水埗貿易有限公司,九龍深水埗𨋢口街\r\n啟德電子有限公司,香港鰂魚涌\r\n"
FRENCH = "Société,Ville,Régime\nCafé Élysée,Besançon,forfait à l’année\nHôtel d’Été,Orléans,réel – 5 %\n"
GERMAN = "Firma,Straße,Straße 2\nMüller & Söhne,Königsallee,Öl größer\nBäckerei Weiß,Münchner Straße,Übung\n"
SPANISH = "Compañía,Dirección\nPeñarol Núñez,Calle Añil\nJamón Ibérico,Córdoba ¿sí?\n"
CASES = [
    ("utf-8", CHINESE), ("utf-8-sig", CHINESE), ("utf-16", CHINESE), ("utf-16-le", CHINESE), ("utf-16-be", CHINESE),
    ("utf-16-le", FRENCH), ("utf-8-sig", FRENCH), ("gb18030", CHINESE), ("gb18030", "编号,状态\n1,有效\n"),
    ("gb18030", TAIWAN), ("big5hkscs", TAIWAN), ("big5hkscs", HONG_KONG), ("big5", "姓名,電話\n陳大文,1\n"),
    ("mac_roman", FRENCH), ("mac_roman", GERMAN), ("mac_roman", SPANISH), ("cp1252", FRENCH), ("cp1252", GERMAN),
    ("cp1252", SPANISH), ("cp1252", "Name,Note\nO’Brien,don’t – “ever”\n"), ("mac_roman", "Name,Note\nO’Brien,don’t – “ever”\n"),
    ("utf-32", CHINESE), ("ascii", "a,b\n1,2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_text_comes_back_as_it_was_written(encoding: str, text: str) -> None:
    table = read_here(text.encode(encoding))
    expected = [line.split(",") for line in text.splitlines()]
    assert [table.columns, *map(list, table.rows.rows())] == expected


def test_only_a_real_guess_is_noted() -> None:
    assert "encoding_guessed" in codes(read_here(CHINESE.encode("gb18030")))
    assert "encoding_guessed" not in codes(read_here(CHINESE.encode("utf-8")))


def test_one_broken_character_is_refused_with_its_row() -> None:
    for encoding in ("utf-8", "gb18030"):
        content = CHINESE.encode(encoding) * 20
        with pytest.raises(Unreadable) as refused:
            read_here(content + "深".encode(encoding)[:1] + b",1,2,3\r\n")
        assert (refused.value.code, refused.value.params["row"]) == ("encoding_broken", 61)


def test_what_is_none_of_the_known_encodings_is_refused() -> None:
    for content in ("名前,住所\nシステム開発,テスト\n".encode("shift_jis"), bytes(range(128, 256)) * 9):
        with pytest.raises(Unreadable) as refused:
            read_here(content)
        assert refused.value.code in ("encoding_unknown", "encoding_broken")


def test_the_encoding_may_be_named_and_is_still_strict() -> None:
    assert read_here(TAIWAN.encode("big5"), encoding="Big5").columns[0] == "公司名稱"
    assert read_here(CHINESE.encode("gbk"), encoding="GB2312").columns[0] == "客户名称"
    with pytest.raises(Unreadable, match="row 1"):
        read_here(CHINESE.encode("gbk"), encoding="utf-8")
    with pytest.raises(Unreadable, match="not known"):
        read_here(b"a,b\n1,2\n", encoding="klingon")
