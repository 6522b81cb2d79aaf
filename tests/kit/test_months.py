"""A month is chosen, kept and told as one, whatever day of it was given."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.making import make
from xianji.approval.requests.asking import of_field
from xianji.approval.requests.telling import in_words
from xianji.kit import registry
from xianji.kit.exports.texts import of_record
from xianji.kit.exports.values import writer
from xianji.kit.forms.fields import control
from xianji.kit.lists.cells import maker
from xianji.kit.records.history import written
from xianji.sales.rounds.models import VisitPlan


@pytest.fixture
def month():
    return registry.resource_of(VisitPlan).column("month")


@pytest.mark.parametrize("given", ["2027-02", "2027/02", "2027-02-17"])
def test_any_day_of_a_month_is_that_month(month, given):
    field = control(month)
    assert field.clean(given) == date(2027, 2, 1)
    assert not field.has_changed(date(2027, 2, 1), field.clean(given))


def test_what_is_no_month_is_told_what_one_looks_like(month):
    with pytest.raises(Exception, match="2027-01"):
        control(month).clean("soon")


def test_a_form_shows_a_month_where_a_day_was_named_in_the_address(month):
    field = control(month)
    assert field.prepare_value("2027-02-01") == "2027-02"
    assert 'type="month"' in field.widget.render("month", date(2027, 2, 1)) and "2027-02" in field.widget.render("month", date(2027, 2, 1))


@pytest.mark.parametrize(("language", "words"), [("en", "February 2027"), ("zh-hans", "2027年2月"), ("zh-hant", "2027年2月")])
def test_rows_pages_and_the_journal_tell_the_month(month, language, words):
    with override(language):
        assert maker(month)(date(2027, 2, 1))[1] == written(month, "2027-02-01", {}) == words


def test_a_spreadsheet_keeps_a_day_that_it_can_sort(month):
    assert writer(month)(date(2027, 2, 1)) == date(2027, 2, 1)


def test_it_is_kept_as_its_first_day_and_asked_for_in_the_language_of_who_decides(as_system, month):
    plan = make(VisitPlan, month="2027-02-17")
    assert VisitPlan.unscoped.get(pk=plan.pk).month == date(2027, 2, 1)
    with override("zh-hans"):
        assert of_record(plan, month) == "2027年2月"
        kept = of_field(plan, "month")
    with override("en"):
        assert in_words(month, kept) == "February 2027"
