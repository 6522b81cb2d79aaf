import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ　科技", "abc 科技"), ("王　伟", "王伟"), ("  Two   Words\t", "two words"), ("深圳 \n 千问", "深圳千问"),
        ("臺灣積體電路", "台湾积体电路"), ("裡裏里", "里里里"), ("電腦軟體開發", "电脑软体开发"), ("衞生", "卫生"),
        ("“先机”（二）、《办法》。", '"先机"(二),<办法>.'), ("卡尔•马克思", "卡尔·马克思"), ("先\u200b机", "先机"),
        ("２０２６年７月", "2026年7月"), ("①㎡", "1m2"), ("Müller", "müller"), ("", ""), ("　", ""),
    ],
)  # fmt: skip
def test_fold(written, folded):
    assert text.fold(written) == folded


@given(st.text())
def test_what_is_folded_stays_as_it_is(written):
    folded = text.fold(written)
    assert text.fold(folded) == folded
    assert folded == folded.strip()


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_takes_the_short_way_to_the_same_result(written):
    assert text.fold(written + "千").removesuffix("千").strip() == text.fold(written)


def test_bare_keeps_letters_and_digits_only():
    assert text.bare("競爭力，增強；A-1 。") == text.bare("竞争力增强 a1")


def test_marks_go_from_letters_but_not_from_kana():
    assert text.strip_marks("Müller Čapek Ångström") == "Muller Capek Angstrom"
    assert text.strip_marks("が") == "が"
