import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib import text
from xianji.lib.text.search import LONGEST_WORD

HANZI = st.text(st.sampled_from("深圳市千问科技有限公司重庆银行长江實業臺灣单王小明乾"), min_size=1, max_size=20)
PRINTED = st.text(st.sampled_from("深千 王aB9-/.()@臺,_é1234カ"), max_size=40)


def found(query, written, person=False):
    """What an index does: every term equals a token, or begins one."""
    kept = text.tokens(written, person)
    terms = text.query_tokens(query)
    return bool(terms) and all(any(k == t or (p and k.startswith(t)) for k in kept) for t, p in terms)


@pytest.mark.parametrize(
    "query",
    [
        "深", "深圳", "千问", "千問", "千问科技", "千问 科技", "深圳市千问科技有限公司", "qianwen", "qianwenkeji", "qianw", "qw",
        "qwkj", "qwen", "qwenkeji", "szsqwkj", "shenzhenshiqianwen", "SZS", "kj", "keji", "qian wen", "szsqwkjyxgs",
    ],
)  # fmt: skip
def test_a_firm_is_found_by_hanzi_pinyin_initials_and_mixtures(query):
    assert found(query, "深圳市千问科技有限公司")


@pytest.mark.parametrize("query", ["圳", "千科", "技科", "wq", "qwjk", "千问贸易", "enwen", "gongsi", "q9"])
def test_a_firm_is_not_found_by_what_its_name_does_not_say(query):
    assert not found(query, "深圳市千问科技有限公司")


@pytest.mark.parametrize(
    "query", ["wxm", "wxming", "wangxm", "wangxming", "wxiaom", "wangxiao", "小明", "王", "xm", "xming"]
)
def test_a_person_is_found_by_every_way_to_shorten_the_name(query):
    assert found(query, "王小明", person=True)


@pytest.mark.parametrize("query", ["shanwei", "danwei", "sw", "dw", "swei", "单伟", "單偉", "单"])
def test_a_surname_is_found_by_both_of_its_readings(query):
    assert found(query, "单伟", person=True)


@pytest.mark.parametrize("query", ["千", "问", "深圳千问", "qianwen", "圳千"])
def test_spaces_begin_words_but_do_not_part_them(query):
    assert found(query, "深圳 千　问")


@pytest.mark.parametrize("query", ["qwu", "qw", "千屋", "qianwu"])
def test_initial_and_pinyin(query):
    assert found(query, "千屋")


@pytest.mark.parametrize("query", ["tcl", "TCL科技", "tclkeji", "tclkj", "科技", "kj"])
def test_letters_and_hanzi_are_spoken_together(query):
    assert found(query, "TCL科技")


@pytest.mark.parametrize(
    "query",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "008613812345678",
        "5678",
        "12345678",
        "138",
        "１３８",
    ],
)
@pytest.mark.parametrize("stored", ["13812345678", "138 1234 5678", "+86 138-1234-5678", "+8613812345678"])
def test_a_mobile_is_found_by_its_beginning_its_tail_and_any_way_to_write_it(query, stored):
    assert found(query, stored)


@pytest.mark.parametrize(
    "query", ["0225317099", "(02)2531-7099", "(02) 2531-7099", "+886 2 2531 7099", "25317099", "7099"]
)
@pytest.mark.parametrize("stored", ["(02)2531-7099", "02-2531-7099", "+886225317099", "(02) 2531 7099"])
def test_a_taiwan_number_is_found_with_and_without_country_code(query, stored):
    assert found(query, stored)


@pytest.mark.parametrize(
    "query", ["OP-202607-0001", "op2026", "op-2026", "202607-0001", "0001", "2026 0001", "70001", "2607"]
)
def test_a_business_number_is_found_by_its_parts(query):
    assert found(query, "OP-202607-0001")


@pytest.mark.parametrize("query", ["zhang.wei@example.com", "zhang", "wei@ex", "example", "example.com", "zhangwei"])
def test_a_mail_address_is_found_by_its_parts(query):
    assert found(query, "Zhang.Wei@Example.com")


@pytest.mark.parametrize("query", ["341L", "91110000600037341L", "37341l", "9111"])
def test_a_registration_number_is_found_by_beginning_and_tail(query):
    assert found(query, "91110000600037341L")


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("Muller", "Müller GmbH"),
        ("müller", "Muller"),
        ("o'brien", "O’Brien"),
        ("obrien", "O'Brien"),
        ("brien", "O'Brien"),
    ],
)
def test_accents_and_apostrophes_do_not_matter(query, stored):
    assert found(query, stored)


@pytest.mark.parametrize("query", ["", " ", "。", "-", "　"])
def test_nothing_asked_is_nothing_to_match(query):
    assert text.query_tokens(query) == []


@given(HANZI, st.data())
def test_every_part_of_two_hanzi_or_more_is_found(written, data):
    start = data.draw(st.integers(0, max(len(written) - 2, 0)))
    part = written[start : start + data.draw(st.integers(2, 20))]
    assert found(part, written)
    assert found(written[0], written)


@given(HANZI.filter(lambda name: "有限" not in text.fold(name)), st.data())
def test_pinyin_initials_and_mixtures_are_found_from_every_syllable_on(written, data):
    start = data.draw(st.integers(0, len(written) - 1))
    syllables = text.pinyin(written, between=" ").split()
    rest = syllables[start:]
    assert found("".join(rest), written)
    assert found("".join(syllable[0] for syllable in rest), written)
    assert found(rest[0][0] + "".join(rest[1:]), written)


@given(PRINTED)
def test_every_text_finds_itself_word_by_word(written):
    for word in written.split():
        assert not text.query_tokens(word) or found(word, written)


@given(st.text(max_size=80), st.booleans())
def test_tokens_are_clean_for_any_index(written, person):
    kept = text.tokens(written, person)
    assert len(kept) == len(set(kept))
    assert all(token and not token.isspace() and token == text.fold(token) for token in kept)


def test_long_texts_do_not_swell():
    prose = "客户希望在下个季度之前完成第二阶段的交付。" * 200
    assert sum(map(len, text.tokens(prose))) < len(prose)
    assert max(map(len, text.tokens("9" * 1000))) <= LONGEST_WORD


def test_bigrams_keep_words_and_numbers_whole():
    assert text.bigrams("深圳千问 Acme 500") == ["深", "深圳", "圳千", "千问", "acme", "500"]
    assert text.bigrams("张") == ["张"]
