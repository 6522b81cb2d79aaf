"""One word for one thing, in each language."""

from tools import terms

TABLE = """
| English | 简体 | 繁體 |
| --- | --- | --- |
| contract / agreement | 合同 | 合約 / 契約 |
"""


def test_every_sentence_says_the_fixed_words():
    assert terms.otherwise(terms.of_table(terms.TABLE.read_text())) == []


def test_another_word_is_found(monkeypatch):
    said = {"zh_Hans": {"New contract": "新合约"}, "zh_Hant": {"New contract": "新契約", "Agreements": "協議"}}
    told = {locale: [Said(*pair) for pair in pairs.items()] for locale, pairs in said.items()}
    monkeypatch.setattr(terms, "catalogue", told.get)
    assert [one.partition(":")[0] + one[-14:] for one in terms.otherwise(terms.of_table(TABLE))] == [
        "zh_Hans(New contract)", "zh_Hant” (Agreements)",
    ]  # fmt: skip


def test_what_only_looks_like_a_term_is_none():
    (term,) = terms.of_table(TABLE)
    assert not any(map(term.said_in, ("sales.contract.create", "contractor", "%(contract)s", "contract:none", "“contract”")))


class Said:
    def __init__(self, sentence: str, text: str) -> None:
        self.id, self.string = sentence, text
