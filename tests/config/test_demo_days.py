"""The demo company is founded on any day."""

from datetime import date, datetime, time
from random import Random

import pytest
from django.utils import timezone

from tests.making import make
from xianji.config.demo.deals import look_ahead
from xianji.sales.models import ForecastSnapshot, Opportunity


@pytest.mark.parametrize(("day", "kept"), [
    ("2027-01-01", []), ("2027-01-02", ["2027-01-01"]), ("2027-01-05", ["2027-01-01", "2027-01-04"]),
    ("2029-01-09", ["2029-01-01", "2029-01-08"]),
])  # fmt: skip
@pytest.mark.django_db
def test_its_forecast_of_this_quarter_begins_with_the_quarter(as_system, monkeypatch, day, kept):
    today = date.fromisoformat(day)
    make(Opportunity, amount=100, stage="needs", expected_on=today)
    monkeypatch.setattr("django.utils.timezone.now", lambda: timezone.make_aware(datetime.combine(today, time(9))))
    look_ahead({}, None, Random(1))
    rows = ForecastSnapshot.objects.filter(quarter_on=today.replace(day=1))
    assert [f"{one}" for one in sorted(set(rows.values_list("taken_on", flat=True)))] == [*kept, day]
