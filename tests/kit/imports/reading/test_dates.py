"""The order of day and month is decided by the whole column, or asked; never guessed in silence."""

from datetime import UTC, date, datetime

import pytest

from xianji.kit.imports.reading import guess_dates, parse_dates, parse_moments

THE_DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["2024-03-05", "2024/3/5", "2024.3.5", "20240305", "2024年3月5日", "２０２４年３月５日", "2024 年 3 月 5 日", "5 Mar 2024", "March 5, 2024", "05-Mar-24", "2024-03-05T10:30:00Z", "2024-03-05 00:00:00", " 2024-03-05 "],
)
def test_self_evident_forms_read_the_same_in_every_order(text: str) -> None:
    assert all(parse_dates([text], order)[0].to_list() == [THE_DAY] for order in ("ymd", "dmy", "mdy", "roc", "serial"))
    assert guess_dates([text]).verdict == "clear"


@pytest.mark.parametrize(
    ("text", "order"),
    [("05/03/2024", "dmy"), ("5.3.24", "dmy"), ("03-05-2024", "mdy"), ("24/03/05", "ymd"), ("1130305", "roc"), ("113/3/5", "roc"), ("民國113年3月5日", "roc"), ("45356", "serial")],
)
def test_other_forms_need_their_order(text: str, order: str) -> None:
    assert parse_dates([text], order)[0].to_list() == [THE_DAY]


def test_one_late_day_decides_for_the_column() -> None:
    guess = guess_dates(["03/04/2024", "05/05/2024", "13/04/2024", None, ""])
    assert (guess.verdict, guess.order, guess.count, guess.ambiguous) == ("clear", "dmy", 3, 2)


def test_a_column_that_fits_both_must_be_asked() -> None:
    guess = guess_dates(["03/04/2024", "05/05/2024"])
    assert (guess.verdict, guess.order, guess.orders) == ("ambiguous", None, ("dmy", "mdy"))
    assert guess.meanings == {"dmy": date(2024, 4, 3), "mdy": date(2024, 3, 4)}


def test_short_years_are_asked_too() -> None:
    assert guess_dates(["01/02/03"]).orders == ("ymd", "dmy", "mdy", "roc")
    assert guess_dates(["01/02/03"], among=("ymd", "dmy")).orders == ("ymd", "dmy")
    assert guess_dates(["890105"]).verdict == "ambiguous"


def test_rows_that_contradict_each_other_are_mixed() -> None:
    guess = guess_dates(["13/04/2024", "04/13/2024", "01/01/2024"])
    assert (guess.verdict, guess.reads["dmy"], guess.reads["mdy"]) == ("mixed", 2, 2)


def test_a_column_half_converted_by_a_spreadsheet_is_mixed() -> None:
    typed, left = ["2024-01-05", "2024-02-06", "2024-03-07"], ["13/02/2024", "14/02/2024", "15/03/2024"]
    assert guess_dates(typed + left).half_converted
    assert guess_dates([*typed, "2024-03-28", *left]).verdict == "clear"


def test_what_is_no_date_is_listed() -> None:
    days, bad = parse_dates(["2024-02-30", "2024-02-29", "soon", None, "32/01/2024", "0001-01-01"], "dmy")
    assert days.to_list() == [None, date(2024, 2, 29), None, None, None, None]
    assert bad.rows() == [(place, text, "not_a_date") for place, text in ((0, "2024-02-30"), (2, "soon"), (4, "32/01/2024"), (5, "0001-01-01"))]
    assert guess_dates(["soon", "2024-02-30"]).verdict == "none"
    assert (guess_dates([None, " "]).verdict, parse_dates([None], "dmy")[0].to_list()) == ("blank", [None])


def test_moments_are_local_unless_they_name_an_offset() -> None:
    texts = ["2024-03-05 10:30", "2024-03-05T10:30:00+09:00", "2024/3/5 下午 3:05:07", "5/3/2024 12:00 AM", "2024-03-05", "2024-03-05 25:00"]
    moments, bad = parse_moments(texts, "dmy", "Asia/Shanghai")
    hours = [(2, 30, 0), (1, 30, 0), (7, 5, 7)]
    assert moments.to_list()[:3] == [datetime(2024, 3, 5, *hour, tzinfo=UTC) for hour in hours]
    assert moments.to_list()[3] == moments.to_list()[4] == datetime(2024, 3, 4, 16, tzinfo=UTC)
    assert bad["index"].to_list() == [5]
