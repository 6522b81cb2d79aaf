"""Sentences that are kept are told to each reader in a language of their own."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from xianji.kit import said as kept
from xianji.kit.said import Said, said, told


def test_what_was_kept_is_told_in_the_language_of_whoever_reads():
    text = said("Credit limit for %(customer)s", customer="云雀")
    with override("en"):
        assert told(text) == "Credit limit for 云雀"
    with override("zh-hans"):
        assert told(text) == "云雀的信用额度"


def test_a_sentence_may_stand_within_another_and_a_name_is_no_sentence():
    text = said("%(title)s: %(about)s", title=said("Export"), about="Export")
    with override("zh-hans"):
        assert told(text) == "导出：Export"


@pytest.mark.parametrize("text", ["", "合同评审", "50 % off {today}", "Limit {of", 'Credit limit for %(customer)s {"other": "x"}'])
def test_what_was_stored_in_words_or_is_torn_is_told_as_it_stands(text):
    assert told(text) == text


def test_what_is_kept_survives_the_journey_of_a_notice():
    values = json.loads(json.dumps(kept.plain({"what": Said("Export"), "count": 3, "who": "Ann"})))
    with override("zh-hant"):
        assert kept.all_told(values) == {"what": "匯出", "count": 3, "who": "Ann"}


def test_days_and_money_are_written_when_they_are_read():
    assert kept.written(str(Decimal("1234.5")), kept.kind_of(Decimal("1234.5"))) == "1,234.50"
    assert kept.written("2026-03-01", kept.kind_of(date(2026, 3, 1))) == "2026-03-01"
    assert kept.written("因为", kept.kind_of("因为")) == "因为" and kept.written(None, "day") is None


def test_nobody_types_a_text_that_grows():
    wide = '%(a)999999999d {"a": 1}'
    assert told(wide) == "%(a)999999999d"
    grown = "x"
    for _time in range(9):
        grown = "%(a)s%(a)s " + json.dumps({"a": {"said": grown}})
    assert len(told(grown)) < 9 * len(grown)
