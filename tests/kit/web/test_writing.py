"""How moments, days and browsers are written for people."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from xianji.kit.web import writing

SHANGHAI = "Asia/Shanghai"


@pytest.fixture
def noon(monkeypatch):
    """Noon in Shanghai on a day in March."""
    now = datetime(2026, 3, 10, 4, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with timezone.override(SHANGHAI), translation.override("en"):
        yield now


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (timedelta(hours=3), "today 09:00"),
        (timedelta(hours=13), "yesterday 23:00"),
        (timedelta(days=6), "03-04 12:00"),
        (timedelta(days=100), "2025-11-30 12:00"),
    ],
)
def test_a_moment_says_its_day_in_words_while_it_is_near(noon, before, told):
    assert writing.moment(noon - before) == told


def test_a_list_shows_the_hour_of_today_only(noon):
    assert writing.day(noon - timedelta(hours=3)) == "today 09:00"
    assert writing.day(noon - timedelta(hours=13)) == "yesterday"


def test_the_exact_moment_is_that_of_the_reader(noon):
    assert writing.exact(noon.isoformat()) == writing.exact(noon) == "2026-03-10 12:00"
    assert writing.exact("2026-03-10") == writing.exact(noon.date()) == "2026-03-10"


@pytest.mark.parametrize(
    ("language", "value", "told", "on_an_axis"),
    [
        ("zh-hans", 9_999, "9,999", "9,999"),
        ("zh-hans", 20_000_000, "2,000.0 万", "2,000 万"),
        ("zh-hans", -25_000, "−2.5 万", "−2.5 万"),
        ("zh-hant", 250_000_000, "2.50 億", "2.5 億"),
        ("zh-hans", Decimal("4E+8"), "4.00 亿", "4 亿"),
        ("en", 20_000_000, "20,000,000", "20,000,000"),
    ],
)
def test_large_amounts_are_told_as_people_say_them(language, value, told, on_an_axis):
    with translation.override(language):
        assert (writing.short_money(value), writing.axis_money(value)) == (told, on_an_axis)


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "三"), ("zh-hant", "三"), ("en", "3")])
def test_chapters_are_numbered_as_their_reader_counts(language, told):
    with translation.override(language):
        assert writing.chapter_number("三") == told


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Safari/604.1", "Safari · iOS"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "—"),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent, told):
    assert writing.device(agent) == told


@pytest.mark.parametrize("language, told", [("zh-hans", "1月5日"), ("zh-hant", "1月5日"), ("en", "January 5")])
def test_a_day_without_its_year_has_no_leading_zero(language, told):
    with translation.override(language):
        assert writing.month_day(date(2027, 1, 5)) == told
